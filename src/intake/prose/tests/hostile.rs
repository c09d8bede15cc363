//! Files that are small and would make the program show, keep or do far more than they hold.

use super::reading::{Paragraph, read};
use super::*;

/// The paragraphs of a Word file with a numbering of its own.
fn numbered(document: &str, numbering: &str) -> Vec<Paragraph> {
    let file = package(&[
        ("word/document.xml", document.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
    ]);
    read(&file).unwrap().paragraphs
}

fn list(start: &str, form: &str, text: &str) -> String {
    format!(
        "<n><abstractNum abstractNumId='1'><lvl ilvl='0'><start val='{start}'/><numFmt val='{form}'/>\
        <lvlText val='{text}'/></lvl></abstractNum><num numId='7'><abstractNumId val='1'/></num></n>"
    )
}

const ITEM: &str = "<p><pPr><numPr><numId val='7'/></numPr></pPr><r><t>x</t></r></p>";

#[test]
fn a_number_that_word_draws_carries_nothing_that_steers_a_terminal() {
    let text = "%1\u{1b}[2J\u{202e}、";
    let found = numbered(&format!("<d>{ITEM}</d>"), &list("1", "decimal", text));
    assert_eq!(found[0].text, "1[2J、x");
}

#[test]
fn what_word_draws_before_each_paragraph_is_short() {
    let text = "%1".repeat(50_000);
    let found = numbered(
        &format!("<d>{}</d>", ITEM.repeat(400)),
        &list("1", "decimal", &text),
    );
    let all: usize = found.iter().map(|p| p.text.len()).sum();
    assert!(found.len() == 400 && all < 400 * 256, "{all}");
}

#[test]
fn a_list_that_starts_at_the_largest_number_goes_on() {
    let form = "decimalEnclosedCircle";
    let found = numbered(
        &format!("<d>{ITEM}{ITEM}</d>"),
        &list("4294967295", form, "%1"),
    );
    assert_eq!(found[1].text, "4294967295x");
}

#[test]
fn more_paragraphs_than_the_limit_are_refused() {
    let n = usize::try_from(Limit::Paragraphs.value()).unwrap() + 2;
    let item = |at: usize| format!("<p><t>{:x}</t></p>", at.wrapping_mul(0x9e37_79b9));
    let items: String = (0..n).map(item).collect();
    let over = Err(Unreadable::Over(Limit::Paragraphs));
    let file = package(&[("word/document.xml", items.as_bytes())]);
    assert_eq!(read(&file), over);
    assert_eq!(read("x\n".repeat(n).as_bytes()), over);
}

#[test]
fn each_list_counts_for_itself_however_many_there_are() {
    let n = 20_000;
    let numbering: Vec<String> = (0..n)
        .map(|i| format!("<abstractNum abstractNumId='a{i}'><lvl ilvl='0'><start val='5'/><lvlText val='%1.'/></lvl></abstractNum><num numId='{i}'><abstractNumId val='a{i}'/></num>"))
        .collect();
    let document: Vec<String> = (0..n)
        .map(|i| format!("<p><pPr><numPr><numId val='{i}'/></numPr></pPr><r><t>x</t></r></p>"))
        .collect();
    let found = numbered(
        &format!("<d>{0}{0}</d>", document.concat()),
        &format!("<n>{}</n>", numbering.concat()),
    );
    assert_eq!(
        (found[0].text.as_str(), found[n].text.as_str()),
        ("5.x", "6.x")
    );
}

#[test]
fn a_long_list_of_a_page_is_counted_once() {
    let page = format!("<html><ol start=3>{}</ol>", "<li>x".repeat(50_000));
    let found = read(page.as_bytes()).unwrap().paragraphs;
    assert_eq!(found[49_999].text, "50002.x");
}
