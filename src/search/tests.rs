use super::*;
use proptest::prelude::*;

fn grade(typed: &str, hay: &str) -> Option<Grade> {
    Needle::new(typed).words()[0].grade(hay)
}

fn marked(typed: &str, hay: &str) -> Vec<String> {
    let found = ranges(typed, hay);
    found
        .into_iter()
        .map(|r| hay.get(r).unwrap().to_owned())
        .collect()
}

#[test]
fn names_are_found_by_pinyin_initials_and_any_mixture() {
    for (typed, hay) in [
        ("hcq", "环翠区"),
        ("huancuiqu", "环翠区"),
        ("huanc区", "环翠区"),
        ("环cuiq", "环翠区"),
        ("ＨＣＱ", "环翠区"),
        ("HuanCuiQ", "环翠区"),
        ("rss", "乳山市"),
        ("rshs", "乳山市"),
        ("rushans", "乳山市"),
        ("nhxq", "南海新区"),
        ("lvse", "绿色"),
        ("luse", "绿色"),
    ] {
        assert_eq!(grade(typed, hay), Some(Grade::Pinyin), "{typed}");
        assert_eq!(marked(typed, hay), [hay], "{typed}");
    }
    assert_eq!(grade("rushan", "乳山市"), Some(Grade::PinyinPrefix));
    assert_eq!(grade("huancu", "环翠区"), Some(Grade::PinyinPrefix));
    assert_eq!(grade("cuiqu", "环翠区"), Some(Grade::PinyinInside));
    assert_eq!(grade("hcx", "环翠区"), None);
    assert_eq!(grade("huanuiqu", "环翠区"), None);
}

#[test]
fn every_reading_of_a_character_counts() {
    for (typed, hay) in [
        ("chongqing", "重庆"),
        ("cq", "重庆"),
        ("zhongdian", "重点"),
        ("zd", "重点"),
        ("xiaozhang", "校长"),
        ("changqi", "长期"),
        ("yinhang", "银行"),
        ("xingwei", "行为"),
        ("bxxw", "办学行为"),
    ] {
        assert_eq!(grade(typed, hay), Some(Grade::Pinyin), "{typed} {hay}");
    }
}

#[test]
fn grades_tell_the_whole_from_a_beginning_and_a_part() {
    assert_eq!(grade("环翠区", "环翠区"), Some(Grade::Exact));
    assert_eq!(grade("ＲＵＳＨＡＮ", "Rushan"), Some(Grade::Exact));
    assert_eq!(grade("环翠", "环翠区"), Some(Grade::Prefix));
    assert_eq!(grade("zone", "Lingang Zone"), Some(Grade::WordStart));
    assert_eq!(grade("gang", "Lingang Zone"), Some(Grade::Inside));
    assert_eq!(grade("翠", "环翠区"), Some(Grade::Inside));
    assert_eq!(grade("3.5", "３．５"), Some(Grade::Exact));
}

#[test]
fn words_are_split_at_blanks_and_marked_each() {
    assert_eq!(marked("  px　压减 ", "培训机构压减不够"), ["培训", "压减"]);
    assert_eq!(marked("a", "banana"), ["a", "a", "a"]);
    assert_eq!(marked("机构 构压", "培训机构压减"), ["机构压"]);
    assert!(Needle::new(" \t　").is_empty());
    assert!(marked("", "培训").is_empty());
}

#[test]
fn what_fits_roughly_is_asked_for_apart() {
    let near = |typed: &str, hay: &str| Needle::new(typed).words()[0].is_near(hay);
    assert!(near("hunacui", "Huancui District"));
    assert!(near("ronchen", "Rongcheng City"));
    assert!(near("lingeng", "Lingang Zone"));
    assert!(near("校外机构", "学科类校外培训机构压减不够"));
    assert!(!near("校机", "校外的各类学科培训机构"));
    assert!(!near("zebra", "Lingang Zone"));
    assert!(!near("hcq", "Huancui District"));
    let needle = Needle::new("校外机构");
    assert!(needle.ranges("校外培训机构").is_empty());
    assert_eq!(needle.near_ranges("校外培训机构"), [0..6, 12..18]);
}

#[test]
fn a_palette_lists_the_best_first() {
    let items = [
        ["导出汇总", "Export summary", "e"],
        ["撤销", "Undo", "u"],
        ["重做", "Redo", "Ctrl-R"],
        ["销号", "Close", "x"],
        ["切换主题", "Theme", "t"],
        ["退回", "Return", "r"],
    ];
    assert_eq!(best("", items), [0, 1, 2, 3, 4, 5]);
    assert_eq!(best("x", items)[0], 3);
    assert_eq!(best("xh", items), [3]);
    assert_eq!(best("cx", items), [1]);
    assert_eq!(best("zhongzuo", items), best("cz", items));
    assert_eq!(best("sum", items), [0]);
    assert_eq!(best("r", items)[..2], [5, 2]);
    assert_eq!(best("hui dc", items), [0]);
    assert_eq!(best("retrun", items), [5]);
    assert_eq!(best("qqqq", items), Vec::<usize>::new());
}

proptest! {
    #[test]
    fn marks_stand_on_character_boundaries_and_apart(typed in "\\PC{0,12}|[a-z 环翠区校长行]{0,9}", hay in "\\PC{0,40}|[a-z环翠区校长行Ａ-Ｚ ]{0,30}") {
        let needle = Needle::new(&typed);
        for found in [needle.ranges(&hay), needle.near_ranges(&hay)] {
            let mut last = None;
            for range in found {
                prop_assert!(range.start < range.end);
                prop_assert!(hay.get(range.clone()).is_some());
                prop_assert!(last.is_none_or(|end| end < range.start));
                last = Some(range.end);
            }
        }
        for word in needle.words() {
            prop_assert_eq!(word.grade(&hay).is_some(), !word.ranges(&hay).is_empty());
            let _ = (word.names(&hay), word.is_telling());
        }
        best(&typed, [[&hay, &typed]]);
    }

    #[test]
    fn a_part_of_a_text_is_found_in_it(hay in "\\PC{1,60}", from in 0_usize..60, len in 1_usize..60) {
        let part: String = hay.chars().skip(from).take(len).collect();
        for word in Needle::new(&part).words() {
            prop_assert!(word.grade(&hay).is_some_and(|g| g <= Grade::Inside), "{part:?}");
        }
    }

    #[test]
    fn very_long_words_do_no_harm(letter in "[a环]", n in 120_usize..400) {
        let long = letter.repeat(n);
        prop_assert_eq!(grade(&long, &long), Some(Grade::Exact));
        prop_assert_eq!(grade(&long, "啊环"), None);
    }
}
