//! What makes a sentence a problem: the words that say that something is wanting, and where a text has them.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::words::cut_from;

/// Words that say that something is wanting. `不…` and `未…` are handled by [`has_deficit`] itself.
const DEFICIT: &[&str] = &[
    "没有",
    "无法",
    "缺",
    "低于",
    "有待",
    "需进一步",
    "仍需",
    "还需",
    "尚需",
    "亟需",
    "亟待",
    "急需",
    "需要进一步",
    "需加强",
    "需提",
    "需完善",
    "需加快",
    "需改",
    "需要加",
    "需要完善",
    "薄弱",
    "滞后",
    "差距",
    "短板",
    "问题",
    "短缺",
    "违规",
    "违反",
    "违纪",
    "拖欠",
    "欠拨",
    "欠缺",
    "挪用",
    "截留",
    "挤占",
    "落后",
    "困难",
    "偏低",
    "偏高",
    "偏大",
    "偏少",
    "偏弱",
    "偏小",
    "偏慢",
    "大班额",
    "大校额",
    "超班额",
    "流失",
    "隐患",
    "失衡",
    "倾向",
    "小学化",
    "矛盾",
    "瓶颈",
    "紧张",
    "难以",
    "流于形式",
    "依旧存在",
    "依然存在",
    "仍然存在",
    "仍存在",
    "尚存",
    "较弱",
    "弱化",
    "虚化",
    "较差",
    "较低",
    "较慢",
    "较小",
    "过大",
    "过重",
    "过低",
    "过高",
    "过多",
    "过长",
    "单一",
    "陈旧",
    "老化",
    "空白",
    "尚未",
    "下降",
    "下滑",
    "滑坡",
    "松散",
    "轻视",
    "忽视",
    "漏洞",
    "超标",
    "迟缓",
    "缓慢",
    "参差",
    "悬殊",
    "有限",
    "高于全省平均",
    "高于全市平均",
    "高于全国平均",
    "仍有",
    "力度小",
    "脱节",
    "断层",
    "不利",
    "零散",
    "淡薄",
    "粗放",
    "障碍",
    "阻力",
];

/// `不` begins these without saying that anything is wanting.
const NOT_A_LACK: &[&str] = &[
    "不断",
    "不仅",
    "不同",
    "不但",
    "不少",
    "不只",
    "不忘",
    "不懈",
    "不减",
    "不低于",
    "不少于",
    "不超过",
    "不高于",
    "不得",
    "不同程度",
    "不论",
    "不管",
    "不含",
    "不变",
];

/// All the words at once: one pass over a text, however many words there are.
#[expect(
    clippy::expect_used,
    reason = "a hundred short words always make an automaton"
)]
static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(DEFICIT)
        .expect("words make an automaton")
});

/// The places where `不` and `未` say that something is wanting.
fn negations(text: &str) -> impl Iterator<Item = usize> {
    let found = text.char_indices().filter(|(at, c)| match c {
        '未' => !["未来", "未成年"]
            .iter()
            .any(|w| cut_from(text, *at).starts_with(w)),
        '不' => !NOT_A_LACK
            .iter()
            .any(|w| cut_from(text, *at).starts_with(w)),
        _ => false,
    });
    found.map(|(at, _)| at)
}

/// The first place where a text says that something is wanting.
pub(super) fn deficit(text: &str) -> Option<usize> {
    let word = WORDS.find(text).map(|m| m.start());
    word.into_iter().chain(negations(text).next()).min()
}

/// Whether a text says that something is wanting.
pub(super) fn has_deficit(text: &str) -> bool {
    WORDS.is_match(text) || negations(text).next().is_some()
}

/// Every place of a text that says so, to ask about parts of it without reading them again.
#[derive(Debug)]
pub(super) struct Lacks(Vec<Place>);

#[derive(Debug)]
struct Place {
    from: usize,
    /// The least end of this one and all later ones.
    to: usize,
}

impl Lacks {
    /// Finds them.
    pub fn of(text: &str) -> Self {
        let words = WORDS.find_iter(text).map(|m| (m.start(), m.end()));
        let signs = negations(text).map(|at| (at, at + '不'.len_utf8()));
        let mut all: Vec<Place> = words
            .chain(signs)
            .map(|(from, to)| Place { from, to })
            .collect();
        all.sort_unstable_by_key(|p| (p.from, p.to));
        let mut least = usize::MAX;
        for p in all.iter_mut().rev() {
            least = least.min(p.to);
            p.to = least;
        }
        Self(all)
    }

    /// Whether the bytes `from..to` say that something is wanting.
    pub fn within(&self, from: usize, to: usize) -> bool {
        let next = self.0.partition_point(|p| p.from < from);
        self.0.get(next).is_some_and(|p| p.to <= to)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::cut;
    use super::*;

    #[test]
    fn a_lack_is_told_from_words_that_only_look_like_one() {
        for text in ["未达标", "机制需进一步完善", "配备不足", "校舍隐患"] {
            assert!(has_deficit(text), "{text}");
        }
        for text in [
            "不断推进",
            "执法难度增大",
            "按期完成创建规划任务",
            "只增不减",
            "着眼未来",
        ] {
            assert!(!has_deficit(text), "{text}");
        }
    }

    #[test]
    fn a_part_of_a_text_is_asked_about_like_a_text_of_its_own() {
        let text = "不断推进,教师编制不足,持续加强,未达标;整改效果明显";
        let lacks = Lacks::of(text);
        let ends: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        for from in &ends {
            for to in ends.iter().filter(|to| *to >= from) {
                let part = cut(text, *from, *to);
                if part.ends_with('不') {
                    continue; // whether 不断 is a lack shows in what follows
                }
                assert_eq!(lacks.within(*from, *to), has_deficit(part), "{part}");
            }
        }
    }
}
