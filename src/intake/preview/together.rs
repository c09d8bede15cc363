//! Several files at once.

use std::collections::HashMap;

use super::{Kind, Proposal};

/// What a proposal sets: the same key means the same cell of the ledger.
fn key(p: &Proposal) -> Option<String> {
    let act = &p.act.as_ref()?.act;
    let field = act.field()?;
    Some(format!("{:?} {field:?}", p.entry?))
}

/// Marks proposals of different files that contradict one another, and drops what a later file repeats.
pub(super) fn settle(proposals: &mut Vec<Proposal>, contradicts: impl Fn(&mut Proposal)) {
    let mut values: HashMap<String, Vec<(usize, String)>> = HashMap::new();
    for p in proposals.iter() {
        if let Some(key) = key(p) {
            values.entry(key).or_default().push((p.file, p.new.clone()));
        }
    }
    let mut notes: HashMap<(Option<u32>, String), usize> = HashMap::new();
    proposals.retain_mut(|p| {
        if p.kind == Kind::Noted {
            // the same note twice is one note
            let first = *notes.entry((p.entry, p.new.clone())).or_insert(p.file);
            return first == p.file;
        }
        let Some(said) = key(p).and_then(|key| values.get(&key)) else {
            return true;
        };
        if said.iter().any(|(_, new)| *new != p.new) {
            contradicts(p);
            return true;
        }
        said.first().is_none_or(|(file, _)| *file == p.file)
    });
}
