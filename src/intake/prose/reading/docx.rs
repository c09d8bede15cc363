//! A Word file as paragraphs: numbers drawn, insertions taken, deletions left out.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::numbering::Numbering;
use super::{Form, Limit, Paragraph, Reading, Spot, Unreadable};
use crate::report::sanitise;

/// Characters of what is drawn before a paragraph that are taken; Word itself takes 36.
const LABEL: usize = 64;
/// Bytes of an attribute that are taken.
const LONGEST: usize = 1024;

/// Reads a Word file.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|e| Unreadable::BadWord(e.to_string()))?;
    Limit::Parts.hold(archive.len() as u64)?;
    let Some(body) = part(&mut archive, "word/document.xml")? else {
        return Err(Unreadable::NotWord);
    };
    let mut numbering = Numbering::default();
    if let Some(xml) = part(&mut archive, "word/numbering.xml")? {
        read_numbering(&xml, &mut numbering)?;
    }
    if let Some(xml) = part(&mut archive, "word/styles.xml")? {
        read_styles(&xml, &mut numbering)?;
    }
    let mut out = Body::new(Spot::Body, &mut numbering);
    walk(&body, &mut out)?;
    let mut paragraphs = out.done;
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(xml) = part(&mut archive, name)? {
            let mut notes = Body::new(Spot::Note, &mut numbering);
            walk(&xml, &mut notes)?;
            paragraphs.extend(notes.done);
        }
    }
    Ok(Reading {
        form: Form::Docx,
        encoding: "UTF-8".to_owned(),
        spoilt: false,
        paragraphs,
    })
}

/// One part of the archive, unpacked within the limits whatever the archive says of its size.
fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
) -> Result<Option<Vec<u8>>, Unreadable> {
    let Ok(file) = archive.by_name(name) else {
        return Ok(None);
    };
    let packed = file.compressed_size().max(1);
    let mut bytes = Vec::new();
    let read = file
        .take(Limit::Unpacked.value() + 1)
        .read_to_end(&mut bytes);
    read.map_err(|e| Unreadable::BadWord(e.to_string()))?;
    let n = bytes.len() as u64;
    Limit::Unpacked.hold(n)?;
    // a small part may be all blanks; only a large one is a bomb
    if n > 1 << 20 {
        Limit::Ratio.hold(n / packed)?;
    }
    Ok(Some(bytes))
}

/// What takes in the elements of a part.
trait Sink {
    fn open(&mut self, name: &str, tag: &BytesStart<'_>);
    fn text(&mut self, _: &str) {}
    fn close(&mut self, _: &str) {}
    /// Whether an element and all in it is to be left out.
    fn skips(&self, _: &str) -> bool {
        false
    }
}

/// Feeds a part to a sink, without entities of its own and never deeper than the limit.
fn walk(xml: &[u8], sink: &mut impl Sink) -> Result<(), Unreadable> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    let bad = |e: &dyn std::fmt::Display| Unreadable::BadWord(e.to_string());
    let (mut depth, mut skipped_from) = (0_u64, None);
    loop {
        match reader.read_event().map_err(|e| bad(&e))? {
            Event::Start(tag) => {
                depth += 1;
                Limit::Depth.hold(depth)?;
                let name = tag.local_name();
                if skipped_from.is_none() {
                    if sink.skips(name.as_ref()) {
                        skipped_from = Some(depth);
                    } else {
                        sink.open(name.as_ref(), &tag);
                    }
                }
            }
            Event::Empty(tag) if skipped_from.is_none() => {
                let name = tag.local_name();
                sink.open(name.as_ref(), &tag);
                sink.close(name.as_ref());
            }
            Event::End(tag) => {
                match skipped_from {
                    Some(at) if at == depth => skipped_from = None,
                    Some(_) => {}
                    None => sink.close(tag.local_name().as_ref()),
                }
                depth = depth.saturating_sub(1);
            }
            Event::Text(t) if skipped_from.is_none() => sink.text(t.as_ref()),
            Event::CData(t) if skipped_from.is_none() => sink.text(t.as_ref()),
            Event::GeneralRef(r) if skipped_from.is_none() => {
                let known = match r.resolve_char_ref().map_err(|e| bad(&e))? {
                    Some(c) => Some(c.to_string()),
                    None => {
                        quick_xml::escape::resolve_predefined_entity(r.as_ref()).map(str::to_owned)
                    }
                };
                sink.text(&known.unwrap_or_default());
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The value of an attribute, by its local name; ids and numbers are short, and whatever is long is none.
fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes().flatten();
    let found = all.find(|a| a.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned()).filter(|v| v.len() <= LONGEST)
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    value(tag, name)?.parse().ok()
}

/// The paragraphs of a part.
struct Body<'a> {
    numbering: &'a mut Numbering,
    spot: Spot,
    open: Vec<Open>,
    done: Vec<Paragraph>,
    tables: u32,
    boxes: u32,
    properties: u32,
    in_text: bool,
    hidden: bool,
    /// A text box closes before the paragraph that holds it: its paragraphs wait.
    waiting: Vec<Paragraph>,
}

#[derive(Default)]
struct Open {
    text: String,
    style: Option<String>,
    number: Option<String>,
    level: u32,
    joins_next: bool,
}

impl<'a> Body<'a> {
    fn new(spot: Spot, numbering: &'a mut Numbering) -> Self {
        Self {
            numbering,
            spot,
            open: Vec::new(),
            done: Vec::new(),
            tables: 0,
            boxes: 0,
            properties: 0,
            in_text: false,
            hidden: false,
            waiting: Vec::new(),
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(p) = self.open.last_mut() {
            p.text.push_str(text);
        }
    }

    /// The number that Word draws before a paragraph.
    fn number_of(&mut self, p: &Open) -> String {
        let styled = p
            .style
            .as_ref()
            .and_then(|s| self.numbering.styles.get(s))
            .cloned();
        let own = p.number.clone().map(|n| (n, p.level));
        let (number, level) = match (own, styled) {
            (Some(own), _) => own,
            (None, Some(styled)) => styled,
            (None, None) => return String::new(),
        };
        self.numbering.next(&number, level).unwrap_or_default()
    }

    fn finish(&mut self) {
        let Some(mut p) = self.open.pop() else { return };
        if p.joins_next && self.open.is_empty() {
            p.joins_next = false;
            self.open.push(p);
            return;
        }
        let text = sanitise::line(&p.text);
        let text = text.trim();
        if !text.is_empty() {
            let text = format!("{}{text}", self.number_of(&p));
            let spot = match (self.boxes, self.tables) {
                (1.., _) => Spot::Box,
                (_, 1..) => Spot::Table,
                _ => self.spot,
            };
            let whole = Paragraph { text, spot };
            if self.open.is_empty() {
                self.done.push(whole);
            } else {
                self.waiting.push(whole);
            }
        }
        if self.open.is_empty() {
            self.done.append(&mut self.waiting);
        }
    }
}

impl Sink for Body<'_> {
    fn open(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "p" => {
                let joined = self.open.len() == 1 && self.boxes == 0;
                if !joined {
                    self.open.push(Open::default());
                }
            }
            "pPr" => self.properties += 1,
            "tbl" => self.tables += 1,
            "txbxContent" => self.boxes += 1,
            "r" => self.hidden = false,
            "vanish" => self.hidden = value(tag, "val").is_none_or(|v| v != "0" && v != "false"),
            "t" => self.in_text = !self.hidden,
            "tab" if self.properties == 0 => self.push(" "),
            "br" | "cr" => self.push(" "),
            "noBreakHyphen" => self.push("-"),
            "del" if self.properties > 0 => {
                if let Some(p) = self.open.last_mut() {
                    p.joins_next = true;
                }
            }
            "pStyle" => {
                if let Some(p) = self.open.last_mut() {
                    p.style = value(tag, "val");
                }
            }
            "numId" => {
                if let Some(p) = self.open.last_mut() {
                    p.number = value(tag, "val");
                }
            }
            "ilvl" => {
                if let Some(p) = self.open.last_mut() {
                    p.level = number(tag, "val").unwrap_or(0);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.push(text);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.finish(),
            "pPr" => self.properties = self.properties.saturating_sub(1),
            "tbl" => self.tables = self.tables.saturating_sub(1),
            "txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            "t" => self.in_text = false,
            _ => {}
        }
    }

    fn skips(&self, name: &str) -> bool {
        let old = matches!(
            name,
            "pPrChange" | "rPrChange" | "moveFrom" | "Fallback" | "instrText"
        );
        // in the properties of a paragraph it says that the paragraph's end was deleted
        old || (name == "del" && self.properties == 0)
    }
}

struct Numbers<'a> {
    to: &'a mut Numbering,
    kind: String,
    level: u32,
    number: String,
    is_number: bool,
}

impl Sink for Numbers<'_> {
    fn open(&mut self, name: &str, tag: &BytesStart<'_>) {
        let said = || value(tag, "val").unwrap_or_default();
        match name {
            "abstractNum" => self.kind = value(tag, "abstractNumId").unwrap_or_default(),
            "num" => {
                self.number = value(tag, "numId").unwrap_or_default();
                self.is_number = true;
            }
            "abstractNumId" if self.is_number => {
                self.to.numbers.insert(self.number.clone(), said());
            }
            "lvl" => self.level = number(tag, "ilvl").unwrap_or(0),
            "start" | "numFmt" | "lvlText" if !self.is_number => {
                let level = self
                    .to
                    .levels
                    .entry((self.kind.clone(), self.level))
                    .or_default();
                match name {
                    "start" => level.start = number(tag, "val").unwrap_or(1),
                    "numFmt" => level.form = said(),
                    // drawn before every paragraph of the level: from outside, and not to grow without end
                    _ => level.text = sanitise::line(&said()).chars().take(LABEL).collect(),
                }
            }
            _ => {}
        }
    }
}

fn read_numbering(xml: &[u8], to: &mut Numbering) -> Result<(), Unreadable> {
    let mut sink = Numbers {
        to,
        kind: String::new(),
        level: 0,
        number: String::new(),
        is_number: false,
    };
    walk(xml, &mut sink)
}

struct Styles<'a> {
    to: &'a mut Numbering,
    style: String,
    level: u32,
}

impl Sink for Styles<'_> {
    fn open(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "style" => {
                self.style = value(tag, "styleId").unwrap_or_default();
                self.level = 0;
            }
            "ilvl" => self.level = number(tag, "val").unwrap_or(0),
            "numId" => {
                let number = value(tag, "val").unwrap_or_default();
                self.to
                    .styles
                    .insert(self.style.clone(), (number, self.level));
            }
            _ => {}
        }
    }
}

fn read_styles(xml: &[u8], to: &mut Numbering) -> Result<(), Unreadable> {
    let mut sink = Styles {
        to,
        style: String::new(),
        level: 0,
    };
    walk(xml, &mut sink)
}
