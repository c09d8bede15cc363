//! Texts that come again and again in a journal, held once: names of people and units, measures.

use std::sync::Arc;

use foldhash::HashSet;

/// More different texts are not held: then they are texts that do not come again.
const MOST: usize = 4_096;

/// Longer texts are not looked for.
const LONGEST: usize = 256;

/// The texts of one journal so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The name on the last line: most lines of a journal bear the same.
    who: Option<Arc<str>>,
    known: HashSet<Arc<str>>,
}

impl Names {
    /// Whoever wrote a line.
    pub(super) fn who(&mut self, name: &str) -> Arc<str> {
        match &self.who {
            Some(who) if &**who == name => Arc::clone(who),
            _ => {
                let name = self.share(name);
                Arc::clone(self.who.insert(name))
            }
        }
    }

    /// The text, the same one for the same text where it is known.
    pub(super) fn share(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.known.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        if self.known.len() < MOST && text.len() <= LONGEST {
            self.known.insert(Arc::clone(&new));
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_comes_again_is_the_same_one() {
        let mut names = Names::default();
        let (first, other, again) = (
            names.share("教体局"),
            names.share("财政局"),
            names.share("教体局"),
        );
        assert!(Arc::ptr_eq(&first, &again));
        assert_eq!((&*first, &*other), ("教体局", "财政局"));
        assert!(Arc::ptr_eq(&names.who("督学甲"), &names.who("督学甲")));
        assert_eq!(&*names.who("督学乙"), "督学乙");
    }

    #[test]
    fn what_does_not_come_again_is_not_held_for_ever() {
        let mut names = Names::default();
        for n in 0..2 * MOST {
            assert_eq!(&*names.share(&n.to_string()), n.to_string());
        }
        assert_eq!(names.known.len(), MOST);
        let long = "长".repeat(LONGEST);
        assert_eq!(&*names.share(&long), long);
        assert_eq!(names.known.len(), MOST);
    }
}
