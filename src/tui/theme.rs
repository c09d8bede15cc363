//! Roles and their styles. Code asks for a role, never for a colour; words and signs carry every meaning.

use ratatui::style::{Color, Modifier, Style};

pub use crate::config::Theme as Choice;

/// What a piece of the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Role {
    Text,
    Strong,
    Muted,
    Faint,
    Accent,
    Key,
    Good,
    Warn,
    Danger,
    Info,
    Selected,
    Tab,
}

/// Styles for roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// No colours at all: signs, bold and reverse only.
    pub mono: bool,
    text: Color,
    muted: Color,
    faint: Color,
    accent: Color,
    good: Color,
    warn: Color,
    danger: Color,
    info: Color,
    on_accent: Color,
    ground: Color,
    surface: Color,
    select: Color,
    cursor: Color,
    on_cursor: Color,
    heat: [Color; 5],
    bar: [Color; 3],
}

const fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::Rgb(r, g, b)
}

impl Theme {
    /// Light text on a dark ground.
    pub const fn dark() -> Self {
        Self {
            mono: false,
            text: rgb(0x00d7_dae0),
            muted: rgb(0x0089_90a0),
            faint: rgb(0x0055_5b6a),
            accent: rgb(0x007a_a2f7),
            good: rgb(0x009e_ce6a),
            warn: rgb(0x00e0_af68),
            danger: rgb(0x00f7_768e),
            info: rgb(0x007d_cfff),
            on_accent: rgb(0x0014_161b),
            ground: rgb(0x0014_161b),
            surface: rgb(0x001e_2130),
            select: rgb(0x002d_3450),
            cursor: rgb(0x00e0_af68),
            on_cursor: rgb(0x0014_161b),
            heat: [
                rgb(0x0019_1d27),
                rgb(0x0022_2f4a),
                rgb(0x002c_4268),
                rgb(0x0035_5488),
                rgb(0x0043_6cb3),
            ],
            bar: [rgb(0x009e_ce6a), rgb(0x0055_8a46), rgb(0x001c_202a)],
        }
    }

    /// Dark text on a light ground.
    pub const fn light() -> Self {
        Self {
            mono: false,
            text: rgb(0x001f_2430),
            muted: rgb(0x005a_6275),
            faint: rgb(0x008f_96a6),
            accent: rgb(0x001f_55c0),
            good: rgb(0x0028_7519),
            warn: rgb(0x008f_5200),
            danger: rgb(0x00b8_1d36),
            info: rgb(0x0009_6a98),
            on_accent: rgb(0x00ff_ffff),
            ground: rgb(0x00f8_f9fb),
            surface: rgb(0x00e8_ebf2),
            select: rgb(0x00d3_dff8),
            cursor: rgb(0x00ff_cf70),
            on_cursor: rgb(0x001f_2430),
            heat: [
                rgb(0x00ee_f1f7),
                rgb(0x00d9_e5fb),
                rgb(0x00bb_d1f7),
                rgb(0x0096_b7f0),
                rgb(0x006f_9bea),
            ],
            bar: [rgb(0x0037_8a28), rgb(0x0094_c986), rgb(0x00e6_e9f0)],
        }
    }

    /// White on black, colours as strong as they get, nothing faint.
    pub const fn contrast() -> Self {
        Self {
            mono: false,
            text: rgb(0x00ff_ffff),
            muted: rgb(0x00d8_d8d8),
            faint: rgb(0x00b0_b0b0),
            accent: rgb(0x005c_c8ff),
            good: rgb(0x005f_ff5f),
            warn: rgb(0x00ff_d75f),
            danger: rgb(0x00ff_8787),
            info: rgb(0x005f_ffff),
            on_accent: rgb(0x0000_0000),
            ground: rgb(0x0000_0000),
            surface: rgb(0x0026_2626),
            select: rgb(0x0000_3a8c),
            cursor: rgb(0x00ff_ff00),
            on_cursor: rgb(0x0000_0000),
            heat: [
                rgb(0x0000_0000),
                rgb(0x0012_2a55),
                rgb(0x001a_3f80),
                rgb(0x0024_57b0),
                rgb(0x002c_6ad8),
            ],
            bar: [rgb(0x005f_ff5f), rgb(0x0000_8700), rgb(0x003a_3a3a)],
        }
    }

    /// The theme of a choice; `auto` is dark, unless somebody has asked the terminal.
    pub const fn of(choice: Choice) -> Self {
        match choice {
            Choice::Auto | Choice::Dark => Self::dark(),
            Choice::Light => Self::light(),
            Choice::Contrast => Self::contrast(),
        }
    }

    /// No colours (`NO_COLOR`, `--no-color`).
    pub const fn mono() -> Self {
        let mut theme = Self::dark();
        theme.mono = true;
        theme
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        if self.mono {
            return Self::mono_style(role);
        }
        let plain = Style::new().fg(self.text);
        match role {
            Role::Text => plain,
            Role::Strong => plain.add_modifier(Modifier::BOLD),
            Role::Muted => Style::new().fg(self.muted),
            Role::Faint => Style::new().fg(self.faint),
            Role::Accent => Style::new().fg(self.accent),
            Role::Key => Style::new().fg(self.accent).add_modifier(Modifier::BOLD),
            Role::Good => Style::new().fg(self.good),
            Role::Warn => Style::new().fg(self.warn),
            Role::Danger => Style::new().fg(self.danger),
            Role::Info => Style::new().fg(self.info),
            Role::Selected => Style::new()
                .fg(self.on_cursor)
                .bg(self.cursor)
                .add_modifier(Modifier::BOLD),
            Role::Tab => Style::new()
                .fg(self.on_accent)
                .bg(self.accent)
                .add_modifier(Modifier::BOLD),
        }
    }

    fn mono_style(role: Role) -> Style {
        let plain = Style::new();
        match role {
            Role::Strong | Role::Key | Role::Danger | Role::Warn => {
                plain.add_modifier(Modifier::BOLD)
            }
            Role::Selected | Role::Tab => plain.add_modifier(Modifier::REVERSED | Modifier::BOLD),
            _ => plain,
        }
    }

    /// Background of the whole screen.
    pub fn ground(&self) -> Style {
        if self.mono {
            Style::new()
        } else {
            Style::new().fg(self.text).bg(self.ground)
        }
    }

    /// Background of header, footer and popups.
    pub fn surface(&self) -> Style {
        if self.mono {
            Style::new()
        } else {
            Style::new().bg(self.surface)
        }
    }

    /// Background of the line with the cursor.
    pub fn line(&self) -> Style {
        if self.mono {
            Style::new().add_modifier(Modifier::BOLD)
        } else {
            Style::new().bg(self.select)
        }
    }

    /// What is added to the parts of a text that were searched for.
    pub fn mark(&self) -> Style {
        let underlined = Style::new().add_modifier(Modifier::UNDERLINED | Modifier::BOLD);
        if self.mono {
            underlined
        } else {
            underlined.fg(self.warn)
        }
    }

    /// A filter in force.
    pub fn chip(&self) -> Style {
        if self.mono {
            Style::new().add_modifier(Modifier::REVERSED)
        } else {
            Style::new().fg(self.text).bg(self.select)
        }
    }

    /// Background of a matrix cell: 0 is nothing, 4 the most.
    pub fn heat(&self, level: usize) -> Style {
        match self.heat.get(level.min(4)) {
            Some(color) if !self.mono => Style::new().bg(*color),
            _ => Style::new(),
        }
    }

    /// A cell of a progress bar: closed, completed, rest. Without colours the signs `#`, `=`, `.`.
    pub fn bar(&self, part: usize) -> (&'static str, Style) {
        if self.mono {
            return (
                ["#", "=", "."].get(part).copied().unwrap_or("."),
                Style::new(),
            );
        }
        let color = self.bar.get(part).copied().unwrap_or(self.surface);
        (" ", Style::new().bg(color))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance after WCAG 2.
    fn luminance(color: Color) -> f64 {
        let Color::Rgb(r, g, b) = color else {
            panic!("{color:?}")
        };
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_can_be_read_on_every_ground_that_it_stands_on() {
        for (theme, least) in [
            (Theme::dark(), 4.5),
            (Theme::light(), 4.5),
            (Theme::contrast(), 7.0),
        ] {
            for ground in [theme.ground, theme.surface, theme.select] {
                assert!(contrast(theme.text, ground) >= least, "{theme:?} {ground}");
            }
            for said in [
                theme.accent,
                theme.good,
                theme.warn,
                theme.danger,
                theme.info,
                theme.muted,
            ] {
                assert!(contrast(said, theme.ground) >= least, "{said} {theme:?}");
            }
            assert!(contrast(theme.on_cursor, theme.cursor) >= 7.0);
            assert!(contrast(theme.on_accent, theme.accent) >= 4.5);
            for heat in theme.heat {
                assert!(contrast(theme.text, heat) >= 3.4, "{heat} {theme:?}");
            }
        }
    }

    #[test]
    fn heat_is_told_by_brightness_alone_so_that_no_hue_has_to_be_seen() {
        for theme in [Theme::dark(), Theme::light(), Theme::contrast()] {
            let steps: Vec<f64> = theme.heat.iter().map(|c| luminance(*c)).collect();
            let up = steps.is_sorted();
            assert!(up || steps.iter().rev().is_sorted(), "{steps:?}");
        }
    }
}
