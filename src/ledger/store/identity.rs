//! Who writes: the random id of one installation of one person.
//!
//! Kept in the *config* folder and bound to data folder and machine, so that a data folder which is copied or synced
//! to another machine does not bring its writer along: two machines never write the same file.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::disk;
pub use super::disk::create_private_dir;
use crate::ledger::ids::WriterId;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Binding {
    writer: WriterId,
    data_dir: String,
    machine: String,
}

/// The writer of one data folder on this machine.
#[derive(Debug)]
pub struct Identity {
    /// The id.
    pub writer: WriterId,
    /// Where it is kept; a fixed one is kept nowhere.
    home: Option<Home>,
}

#[derive(Debug)]
struct Home {
    saved: bool,
    /// The id before, when its journal went away: it is not written under again.
    given_up: Option<WriterId>,
    config_dir: PathBuf,
    data_dir: PathBuf,
}

impl Identity {
    /// The known writer, or a fresh one that is saved with the first write.
    pub fn find(config_dir: &Path, data_dir: &Path) -> Self {
        let known = lookup(&bindings(config_dir), data_dir);
        let writer = known.unwrap_or_else(|| WriterId(Uuid::new_v4()));
        Self {
            writer,
            home: Some(Home {
                saved: known.is_some(),
                given_up: None,
                config_dir: config_dir.to_owned(),
                data_dir: data_dir.to_owned(),
            }),
        }
    }

    /// A writer that is given and not kept; for tests and tools.
    pub fn fixed(writer: WriterId) -> Self {
        Self { writer, home: None }
    }

    /// Takes another id, which is saved with the next write. The journal of the one before was shorter or gone; if it
    /// comes back, other lines under the same numbers would stand against it. An id that is fixed stays.
    pub fn renew(&mut self) {
        let Some(home) = &mut self.home else { return };
        (home.given_up, home.saved) = (Some(self.writer), false);
        self.writer = WriterId(Uuid::new_v4());
    }

    /// Makes the id last. Another program may have made one in the meantime: then that one counts.
    ///
    /// # Errors
    /// The path that cannot be written, and why.
    pub fn save(&mut self) -> Result<(), (PathBuf, io::Error)> {
        let Some(home) = self.home.as_mut().filter(|home| !home.saved) else {
            return Ok(());
        };
        let path = home.config_dir.join("writers.json");
        self.writer = home.save(self.writer, &path).map_err(|e| (path, e))?;
        home.saved = true;
        Ok(())
    }
}

impl Home {
    /// Makes an id last, unless another one is there; answers which one counts.
    fn save(&self, writer: WriterId, path: &Path) -> io::Result<WriterId> {
        create_private_dir(&self.config_dir)?;
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        let lock = disk::open_to_write(&mut options, &self.config_dir.join("writers.lock"))?;
        match lock.lock() {
            Err(e) if e.kind() != io::ErrorKind::Unsupported => return Err(e),
            _ => {}
        }
        let mut all = bindings(&self.config_dir);
        match lookup(&all, &self.data_dir) {
            Some(known) if Some(known) != self.given_up => return Ok(known),
            Some(given_up) => all.retain(|b| b.writer != given_up),
            None => {}
        }
        all.push(Binding {
            writer,
            data_dir: place(&self.data_dir),
            machine: machine(),
        });
        let mut temp = tempfile::NamedTempFile::new_in(&self.config_dir)?;
        let text = serde_json::to_string_pretty(&all)?;
        disk::write(temp.as_file_mut(), text.as_bytes())?;
        disk::sync(temp.as_file())?;
        disk::rename(temp, path, true)?;
        Ok(writer)
    }
}

fn bindings(config_dir: &Path) -> Vec<Binding> {
    let text = fs::read(config_dir.join("writers.json")).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

fn lookup(all: &[Binding], data_dir: &Path) -> Option<WriterId> {
    let (place, machine) = (place(data_dir), machine());
    all.iter()
        .find(|b| b.data_dir == place && b.machine == machine)
        .map(|b| b.writer)
}

fn place(dir: &Path) -> String {
    let absolute = fs::canonicalize(dir).or_else(|_| std::path::absolute(dir));
    absolute
        .unwrap_or_else(|_| dir.to_owned())
        .to_string_lossy()
        .into_owned()
}

fn machine() -> String {
    machine_uid::get().unwrap_or_else(|_| "unknown".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_writer_of_a_folder_is_kept_and_does_not_travel_with_a_copy_of_it() {
        let home = tempfile::tempdir().unwrap();
        let (config, data) = (home.path().join("config"), home.path().join("data"));
        create_private_dir(&data).unwrap();
        let mut first = Identity::find(&config, &data);
        first.save().unwrap();
        assert_eq!(Identity::find(&config, &data).writer, first.writer);
        let copy = home.path().join("copy");
        create_private_dir(&copy).unwrap();
        assert_ne!(Identity::find(&config, &copy).writer, first.writer);
    }

    #[test]
    fn two_programs_at_first_use_agree_on_one_writer() {
        let home = tempfile::tempdir().unwrap();
        let (mut a, mut b) = (
            Identity::find(home.path(), home.path()),
            Identity::find(home.path(), home.path()),
        );
        a.save().unwrap();
        b.save().unwrap();
        assert_eq!(a.writer, b.writer);
    }

    #[test]
    fn an_id_that_was_given_up_is_not_taken_again_and_a_newer_one_is() {
        let (config, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let find = || Identity::find(config.path(), data.path());
        let mut one = find();
        one.save().unwrap();
        let (first, mut other) = (one.writer, find());
        assert_eq!(other.writer, first);
        one.renew();
        one.save().unwrap();
        assert_ne!(one.writer, first);
        assert_eq!(find().writer, one.writer);
        // a second program that saw the same takes the id that is there by now
        other.renew();
        other.save().unwrap();
        assert_eq!(other.writer, one.writer);
        let mut fixed = Identity::fixed(first);
        fixed.renew();
        assert_eq!(fixed.writer, first);
    }
}
