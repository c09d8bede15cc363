//! The page read by an independent parser.

use scraper::{ElementRef, Html, Selector};

use super::of;
use crate::lang::Lang;
use crate::sample::Desk;
use crate::summary::{Detail, Summary};

fn parsed(s: &Summary) -> Html {
    let page = Html::parse_document(&of(s));
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    page
}

fn all<'a>(page: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(css).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

fn texts(page: &Html, css: &str) -> Vec<String> {
    all(page, css).into_iter().map(text).collect()
}

/// The rows of all tables, head rows included.
pub(in crate::summary) fn rows(s: &Summary) -> Vec<Vec<String>> {
    let page = parsed(s);
    let cell = Selector::parse("th, td").unwrap();
    let cells = |row: ElementRef<'_>| row.select(&cell).map(text).collect();
    all(&page, "tr").into_iter().map(cells).collect()
}

/// Elements that are begun and not ended, or ended and not begun.
fn unbalanced(html: &str) -> Vec<String> {
    const EMPTY: [&str; 2] = ["meta", "!DOCTYPE"];
    let mut open: Vec<&str> = Vec::new();
    let mut wrong = Vec::new();
    let body = html.split("<script>").next().unwrap();
    for tag in body.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap();
        let name = tag.split([' ', '/']).next().unwrap();
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(last) if last == name => {}
                other => wrong.push(format!("{other:?} ended by {name}")),
            }
        } else if !tag.ends_with('/') && !EMPTY.contains(&name) {
            open.push(name);
        }
    }
    assert_eq!(open, ["html", "body"], "the script is the last element");
    wrong
}

#[test]
fn pages_are_balanced_and_need_nothing_from_outside() {
    let busy = Desk::busy();
    for lang in Lang::ALL {
        for s in [
            busy.detailed(Detail::Full, lang),
            busy.detailed(Detail::Totals, lang),
            Desk::new().summary(lang),
        ] {
            let page = parsed(&s);
            let html = of(&s);
            assert_eq!(unbalanced(&html), [""; 0]);
            assert!(all(&page, "link, img, iframe, script[src]").is_empty());
            assert!(!html.contains("http:") && !html.contains("https:"));
            let own = |href: &str| href.starts_with("#s") && !all(&page, href).is_empty();
            let links = all(&page, "a");
            assert!(links.iter().all(|a| own(a.attr("href").unwrap())));
            let heads = texts(&page, "h2");
            assert_eq!(texts(&page, "nav a"), heads);
        }
    }
}

#[test]
fn whatever_a_name_holds_stays_text() {
    let bad = "<script>alert(1)</script>\" onload='x' &amp;{{ 1 }}</td><!--";
    let mut summary = Desk::busy().detailed(Detail::Full, Lang::Zh);
    summary.title = bad.into();
    summary.issuer = bad.into();
    summary.filter = Some(bad.into());
    summary.paragraph = bad.into();
    summary.units[0].label = bad.into();
    summary.units[0].name = bad.into();
    summary.overdue[0].title = bad.into();
    summary.finding_list[0].entries[0].note = format!("a\u{0}\u{1b}[31m\u{fffe}\u{85}{bad}");
    summary.finding_list[0].entries[0].noted = Some(summary.as_of);
    let page = parsed(&summary);
    assert_eq!(all(&page, "script").len(), 1);
    assert!(all(&page, "[onload]").is_empty());
    assert!(texts(&page, ".matrix tbody th").contains(&bad.to_owned()));
    assert_eq!(texts(&page, ".kicker"), [bad]);
    assert_eq!(texts(&page, ".official"), [bad]);
    let note = format!("2023-12-31 a[31m{bad}");
    assert!(texts(&page, "td").contains(&note));
    let title = format!("《{bad}》整改情况汇总");
    assert_eq!(texts(&page, "h1"), [title.as_str()]);
    assert_eq!(texts(&page, "title"), [title.as_str()]);
    let html = of(&summary);
    assert!(!html.chars().any(|c| c.is_control() && c != '\n'));
}

#[test]
fn the_matrix_is_coloured_by_what_is_left_and_drawn_by_stages() {
    let mut desk = Desk::busy();
    desk.closes("1.5@huancui");
    let page = parsed(&desk.summary(Lang::Zh));
    let row = |name: &str| {
        let rows = all(&page, ".matrix tbody tr, .matrix tfoot tr");
        let mut rows = rows.into_iter();
        rows.find(|r| text(*r).starts_with(name)).unwrap()
    };
    let cells: Vec<_> = row("环翠区")
        .select(&Selector::parse("td").unwrap())
        .collect();
    assert_eq!(
        (text(cells[0]).as_str(), cells[0].attr("class")),
        ("2/4", Some("n h2"))
    );
    let rect = Selector::parse("rect.t-closed").unwrap();
    let bar = cells[0].select(&rect).next().unwrap();
    assert_eq!(
        (bar.attr("x"), bar.attr("width")),
        (Some("0.00"), Some("50.00"))
    );
    let nil = row("荣成市");
    let nil = nil
        .select(&Selector::parse(".nil").unwrap())
        .next()
        .unwrap();
    assert_eq!(text(nil), "-");
    assert_eq!(all(&page, ".matrix tfoot td svg").len(), 7);
}

#[test]
fn the_burn_down_is_drawn_where_something_happened() {
    let page = parsed(&Desk::busy().summary(Lang::En));
    assert!(texts(&page, "h3").contains(&"3.2 Entries left over time".to_owned()));
    for line in ["left-closed", "left-done", "plan", "area"] {
        let path = all(&page, &format!("path.{line}"));
        assert!(path[0].attr("d").unwrap().starts_with('M'), "{line}");
    }
    assert!(all(&parsed(&Desk::new().summary(Lang::En)), "figure").is_empty());
}

#[test]
fn the_tiles_are_the_totals() {
    let page = parsed(&Desk::busy().summary(Lang::Zh));
    assert_eq!(texts(&page, ".tile b"), ["127", "5", "3", "2", "1", "1"]);
    let about = texts(&page, ".tile .about");
    assert_eq!(about[..3], ["涉及 36 个问题", "完成率 4.0%", "销号率 2.4%"]);
    let widths: Vec<_> = all(&page, ".tile rect:nth-child(2)");
    let widths: Vec<_> = widths.iter().map(|r| r.attr("width").unwrap()).collect();
    assert_eq!(widths, ["3.97", "2.38"]);
}
