//! Where ledgers and settings are kept.
//!
//! A flag wins over the environment, the environment over the platform's own place. Looks at the environment,
//! touches no file.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// Environment variable that names the data folder.
pub const DATA_ENV: &str = "DUDAO_DATA_DIR";
/// Environment variable that names the config folder.
pub const CONFIG_ENV: &str = "DUDAO_CONFIG_DIR";

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A flag on the command line.
    Flag,
    /// The environment.
    Env,
    /// The config file.
    File,
    /// The platform, or the program itself.
    Default,
}

/// The two folders, and where their names come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// Ledgers.
    pub data: PathBuf,
    /// Where `data` comes from.
    pub data_from: Origin,
    /// Settings, and the writer's identity.
    pub config: PathBuf,
    /// Where `config` comes from.
    pub config_from: Origin,
}

impl Paths {
    /// The folders in force; `None` when neither flag, environment nor platform names them.
    pub fn find(data: Option<&Path>, config: Option<&Path>) -> Option<Self> {
        Self::with(data, config, &|name| std::env::var_os(name))
    }

    fn with(
        data: Option<&Path>,
        config: Option<&Path>,
        env: &dyn Fn(&str) -> Option<OsString>,
    ) -> Option<Self> {
        let home = ProjectDirs::from("", "", "dudao");
        let platform = home.as_ref();
        let (data, data_from) = first(data, DATA_ENV, "XDG_DATA_HOME", env)
            .or_else(|| Some((platform?.data_dir().to_owned(), Origin::Default)))?;
        let (config, config_from) = first(config, CONFIG_ENV, "XDG_CONFIG_HOME", env)
            .or_else(|| Some((platform?.config_dir().to_owned(), Origin::Default)))?;
        Some(Self {
            data,
            data_from,
            config,
            config_from,
        })
    }

    /// The config file.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }
}

fn first(
    flag: Option<&Path>,
    own: &str,
    xdg: &str,
    env: &dyn Fn(&str) -> Option<OsString>,
) -> Option<(PathBuf, Origin)> {
    let set = |name: &str| env(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    if let Some(flag) = flag {
        return Some((flag.to_owned(), Origin::Flag));
    }
    if let Some(own) = set(own) {
        return Some((own, Origin::Env));
    }
    // elsewhere `directories` follows XDG itself; on macOS people of the command line expect it, too
    let xdg = set(xdg).filter(|p| cfg!(target_os = "macos") && p.is_absolute())?;
    Some((xdg.join("dudao"), Origin::Env))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_wins_over_the_environment_and_an_empty_variable_is_none() {
        let env = |name: &str| (name == DATA_ENV).then(|| OsString::from("/env"));
        let both = Paths::with(Some(Path::new("/flag")), Some(Path::new("/c")), &env).unwrap();
        assert_eq!(
            (both.data.as_path(), both.data_from),
            (Path::new("/flag"), Origin::Flag)
        );
        let env_only = Paths::with(None, Some(Path::new("/c")), &env).unwrap();
        assert_eq!(
            (env_only.data.as_path(), env_only.data_from),
            (Path::new("/env"), Origin::Env)
        );
        assert_eq!(first(None, DATA_ENV, "X", &|_| Some(OsString::new())), None);
    }
}
