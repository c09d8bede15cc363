//! What looks damaged in a piece of the problem section. Nothing is put right here: a reading is offered.

use super::draft::Doubt;
use super::fold::cut;
use super::lack::has_deficit;
use super::words::cut_from;

/// Something odd in a text, with the reading that would mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Damage {
    pub kind: Doubt,
    /// Bytes of the text concerned.
    pub at: (usize, usize),
    /// What is lost, and where it is to be put in.
    pub lost: Option<(usize, &'static str)>,
    /// Whether only a clause is concerned and not the whole piece.
    pub is_clause: bool,
}

/// Words that praise when nothing before them denies it, and the negation they want.
const PRAISE_ENDS: &[(&str, &str)] = &[
    ("达标", "不"),
    ("明显", "不"),
    ("显著", "不"),
    ("到位", "不"),
    ("健全", "不"),
    ("完善", "不"),
    ("充分", "不"),
    ("充足", "不"),
    ("合理", "不"),
    ("规范", "不"),
    ("齐全", "不"),
    ("鲜明", "不"),
    ("扎实", "不"),
    ("有力", "不"),
    ("及时", "不"),
    ("均衡", "不"),
];

/// Verbs that tell of something done.
const PRAISE_VERBS: &[&str] = &[
    "按期完成",
    "按时完成",
    "如期完成",
    "全面完成",
    "按要求",
    "按规定",
    "按标准",
    "按时足额",
    "足额",
    "全部完成",
    "完成",
    "实现",
    "达到",
    "落实",
    "配齐",
    "配备",
    "建立",
    "设立",
    "拨付",
    "制定",
    "开展",
    "消除",
    "化解",
    "解决",
];

/// Everything odd in a piece; `subject` is the byte after the words for units at its start.
pub(super) fn damages(text: &str, subject: usize) -> Vec<Damage> {
    let mut all = Vec::new();
    if has_deficit(text) {
        all.extend(reversed_clauses(text));
    } else {
        all.push(whole(text, subject));
    }
    all.extend(words(text));
    if let Some(at) = unpaired(text) {
        all.push(odd(Doubt::Bracket, at));
    }
    all.extend(dates(text).map(|at| odd(Doubt::Date, at)));
    all
}

fn odd(kind: Doubt, at: (usize, usize)) -> Damage {
    Damage {
        kind,
        at,
        lost: None,
        is_clause: false,
    }
}

/// A piece without any word of a lack: a negation is lost before its verb, or it is no problem.
fn whole(text: &str, subject: usize) -> Damage {
    let said = cut_from(text, subject);
    let verb = PRAISE_VERBS
        .iter()
        .filter_map(|v| Some((said.find(v)?, v.len())))
        .min_by_key(|(at, len)| (*at, usize::MAX - len));
    let ends = PRAISE_ENDS
        .iter()
        .filter_map(|(w, not)| Some((said.rfind(w)?, w.len(), *not)))
        .max_by_key(|(at, ..)| *at);
    let (at, len, lost) = match (verb, ends) {
        (_, Some((at, len, not))) if at + len == said.len() => (at, len, not),
        (Some((at, len)), _) => (at, len, "未"),
        (None, Some((at, len, not))) => (at, len, not),
        (None, None) => return odd(Doubt::NoDeficit, (0, text.len())),
    };
    let at = subject + at;
    Damage {
        kind: Doubt::Reversed,
        at: (at, at + len),
        lost: Some((at, lost)),
        is_clause: false,
    }
}

/// Clauses that end in praise amid a problem: 整改效果明显.
fn reversed_clauses(text: &str) -> Vec<Damage> {
    const LEADS_ON: [&str; 8] = ["虽", "虽然", "尽管", "在", "随着", "但", "已", "近年"];
    let mut found = Vec::new();
    let mut from = 0;
    for end in text
        .match_indices([',', ';'])
        .map(|(at, _)| at)
        .chain([text.len()])
    {
        let clause = cut(text, from, end);
        if let Some((word, not)) = PRAISE_ENDS.iter().find(|(w, _)| clause.ends_with(w)) {
            let before = clause.trim_end_matches(word);
            let leads_on = LEADS_ON.iter().any(|w| clause.starts_with(w));
            if !leads_on && !is_denied(before) {
                let at = from + before.len();
                found.push(Damage {
                    kind: Doubt::Reversed,
                    at: (from + short_start(before), end),
                    lost: Some((at, not)),
                    is_clause: true,
                });
            }
        }
        from = end + 1;
    }
    found
}

/// The words just before a praise that belong to it.
fn short_start(before: &str) -> usize {
    before.char_indices().rev().nth(3).map_or(0, |(at, _)| at)
}

/// Whether what stands before a praise turns it round: 未…, 需进一步…, 问题较为明显.
fn is_denied(before: &str) -> bool {
    let near: String = {
        let chars: Vec<char> = before.chars().collect();
        chars.iter().skip(chars.len().saturating_sub(12)).collect()
    };
    let denies = [
        "不", "未", "没", "无", "难", "欠", "尚", "缺", "待", "需", "非", "应", "要", "须", "够",
    ];
    if denies.iter().any(|d| near.contains(d)) {
        return true;
    }
    let mut noun = before;
    for word in [
        "比较", "较为", "十分", "非常", "更加", "仍然", "依然", "尤为", "相对", "还", "很", "较",
        "更", "最", "也", "都", "均",
    ] {
        noun = noun.strip_suffix(word).unwrap_or(noun);
    }
    [
        "问题", "差距", "短板", "矛盾", "缺口", "下降", "下滑", "滑坡", "现象", "倾向", "薄弱",
        "影响",
    ]
    .iter()
    .any(|w| noun.ends_with(w))
}

/// Words of the trade that stand with a character missing.
fn words(text: &str) -> Vec<Damage> {
    const BROKEN: &[(&str, &str, &str)] = &[("儿园", "幼", "幼"), ("务教育", "义", "义")];
    let mut all = Vec::new();
    for (word, before, lost) in BROKEN {
        for (at, _) in text.match_indices(word) {
            let head = cut(text, 0, at);
            let is_other = *word == "务教育" && (head.ends_with('服') || head.ends_with('业'));
            if !head.ends_with(before) && !is_other {
                all.push(Damage {
                    kind: Doubt::LostWord,
                    at: (at, at + word.len()),
                    lost: Some((at, lost)),
                    is_clause: true,
                });
            }
        }
    }
    all
}

/// The first bracket or quote without its other half.
fn unpaired(text: &str) -> Option<(usize, usize)> {
    for (open, close) in [('“', '”'), ('《', '》'), ('(', ')')] {
        let mut opened = Vec::new();
        for (at, c) in text.char_indices() {
            if c == open {
                opened.push((at, at + c.len_utf8()));
            } else if c == close && opened.pop().is_none() {
                return Some((at, at + c.len_utf8()));
            }
        }
        if let Some(left) = opened.first() {
            return Some(*left);
        }
    }
    None
}

/// Years without 年 and days without 月.
fn dates(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let years = text.match_indices("20").filter(|(at, _)| {
        let digits = cut_from(text, *at)
            .chars()
            .take(7)
            .take_while(char::is_ascii_digit)
            .count();
        let before = cut(text, 0, *at).chars().next_back();
        let rest = cut_from(text, at + digits);
        let follows = rest.chars().next();
        let lost_year = digits == 4
            && follows.is_some_and(|c| {
                super::fold::is_han(c) && !"年人万元个所名亿多余册平学套户名间块台班家".contains(c)
            })
            && cut(text, *at, at + 4)
                .parse::<u32>()
                .is_ok_and(|y| (2005..2040).contains(&y));
        let lost_between = (5..=6).contains(&digits) && rest.starts_with('月');
        !before.is_some_and(|c| c.is_ascii_digit() || c == '.') && (lost_year || lost_between)
    });
    let found: Vec<_> = years.map(|(at, _)| (at, at + 4)).collect();
    let days = text.match_indices('年').filter_map(|(at, c)| {
        let rest = cut_from(text, at + c.len());
        let digits = rest
            .chars()
            .take(4)
            .take_while(char::is_ascii_digit)
            .count();
        ((1..=3).contains(&digits) && cut_from(rest, digits).starts_with('日'))
            .then(|| (at.saturating_sub(4), at + c.len() + digits))
    });
    found.into_iter().chain(days.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(Doubt, Option<&'static str>)> {
        damages(text, 0)
            .into_iter()
            .map(|d| (d.kind, d.lost.map(|l| l.1)))
            .collect()
    }

    #[test]
    fn praise_in_the_problem_section_is_marked_with_the_negation_it_wants() {
        assert_eq!(
            of("按期完成“普及普惠县”创建规划任务"),
            [(Doubt::Reversed, Some("未"))]
        );
        assert_eq!(
            of("民办中职学校办学条件达标"),
            [(Doubt::Reversed, Some("不"))]
        );
        assert_eq!(
            of("责任意识不强,导致反馈的问题整改效果明显,再次被反馈"),
            [(Doubt::Reversed, Some("不"))]
        );
        assert_eq!(of("召开全市教育大会"), [(Doubt::NoDeficit, None)]);
    }

    #[test]
    fn what_is_denied_or_names_a_lack_is_no_praise() {
        for text in [
            "特色不鲜明",
            "制度还需进一步健全",
            "城乡差距较为明显,师资不足",
            "未按要求配齐配全校医",
            "部分学校功能室不达标",
            "虽然投入增长明显,但仍有缺口",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn lost_characters_brackets_and_parts_of_dates_are_marked() {
        assert_eq!(
            of("不同程度的儿园小学化倾向"),
            [(Doubt::LostWord, Some("幼"))]
        );
        assert_eq!(of("“双减落实不到位"), [(Doubt::Bracket, None)]);
        assert_eq!(of("2021省级反馈的问题未整改"), [(Doubt::Date, None)]);
        assert_eq!(of("2022年5日前未完成"), [(Doubt::Date, None)]);
        assert_eq!(of("2021年反馈的问题未整改,涉及2000人"), []);
    }
}
