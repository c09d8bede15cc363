//! Roles and their styles. Code asks for a role, never for a colour; words and signs carry every meaning.

use ratatui::style::{Color, Modifier, Style};

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
    Match,
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
                rgb(0x003b_5a90),
                rgb(0x004f_7ac4),
            ],
            bar: [rgb(0x009e_ce6a), rgb(0x0055_8a46), rgb(0x0020_2430)],
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
            Role::Match => Style::new()
                .fg(self.warn)
                .add_modifier(Modifier::UNDERLINED),
        }
    }

    fn mono_style(role: Role) -> Style {
        let plain = Style::new();
        match role {
            Role::Strong | Role::Key | Role::Danger | Role::Warn => {
                plain.add_modifier(Modifier::BOLD)
            }
            Role::Selected | Role::Tab => plain.add_modifier(Modifier::REVERSED | Modifier::BOLD),
            Role::Match => plain.add_modifier(Modifier::UNDERLINED),
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
