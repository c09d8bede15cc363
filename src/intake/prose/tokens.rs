//! Names of governments as a text writes them: their shape, their lists, their short forms.

use super::fold::{cut, is_han};
use super::words::cut_from;

/// What the name of a government ends in, longest first.
const SUFFIXES: &[&str] = &["开发区", "自治县", "自治旗", "新区", "县", "市", "区", "旗"];

/// What may follow a name and belongs to it.
const OFFICES: &[&str] = &[
    "党工委管委会",
    "人民政府",
    "管理委员会",
    "政府(管委会)",
    "政府(管委)",
    "党工委",
    "管委会",
    "管委",
    "政府",
];

/// Words that look like the name of a place and are none.
const NOT_A_PLACE: &[&str] = &[
    "城区",
    "地区",
    "牧区",
    "山区",
    "郊区",
    "灾区",
    "林区",
    "老区",
    "战区",
    "农区",
    "海区",
    "市区",
    "县区",
    "区市",
    "区县",
    "县市",
    "城市",
    "大区",
    "都市",
    "地市",
    "上市",
    "大市",
    "强县",
    "强市",
    "强区",
    "两区",
    "两县",
    "两市",
    "三区",
    "市县",
    "省市",
    "矿区",
    "湖区",
    "旗县",
    "农牧区",
];

/// Ends of such words.
const ENDS_NO_PLACE: &[&str] = &[
    "校区",
    "社区",
    "园区",
    "学区",
    "片区",
    "辖区",
    "责任区",
    "库区",
    "景区",
    "小区",
    "老城区",
    "中心城区",
    "主城区",
    "县城区",
    "建成区",
    "超市",
    "门市",
    "直辖市",
    "试验区",
    "实验区",
    "先行区",
    "示范区",
    "服务区",
    "功能区",
    "厂区",
    "住区",
    "街区",
    "提高区",
    "贫困县",
    "贫困地区",
    "农村地区",
    "边远地区",
    "偏远山区",
    "区市",
    "区县",
    "县区",
    "县市",
    "创建县",
    "均衡县",
    "先进县",
    "强镇县",
    "普惠县",
    "发展县",
    "创建市",
    "城市",
];

/// Whether no such name has a character. Asked of every character of a text, many times: a match, not a search.
fn never(c: char) -> bool {
    matches!(
        c,
        '的' | '了'
            | '在'
            | '有'
            | '为'
            | '被'
            | '与'
            | '等'
            | '对'
            | '及'
            | '未'
            | '不'
            | '各'
            | '全'
            | '该'
            | '是'
            | '于'
            | '由'
            | '校'
            | '师'
            | '教'
            | '幼'
            | '课'
            | '均'
            | '仍'
            | '还'
            | '也'
            | '将'
            | '把'
            | '从'
            | '到'
            | '个'
            | '所'
            | '并'
            | '和'
            | '、'
            | ','
            | '。'
            | ';'
            | ':'
            | '('
            | ')'
            | '“'
            | '”'
            | '《'
            | '》'
            | '%'
            | '其'
            | '我'
            | '本'
            | '些'
            | '跨'
            | '省'
            | '覆'
            | '盖'
            | '抽'
            | '查'
            | '评'
            | '估'
            | '括'
    )
}

/// The length of a name's office, when one follows at a place.
pub(super) fn office(text: &str, at: usize) -> usize {
    let rest = cut_from(text, at);
    OFFICES
        .iter()
        .find(|o| rest.starts_with(**o))
        .map_or(0, |o| o.len())
}

/// The bytes of the name that begins here: the shortest one that has the shape of a name.
pub(super) fn name_len(text: &str, at: usize) -> Option<usize> {
    let rest = cut_from(text, at);
    let (mut len, mut chars) = (0, 0);
    for c in rest.chars().take(14) {
        if !is_han(c) || never(c) {
            return None;
        }
        len += c.len_utf8();
        chars += 1;
        let name = cut(rest, 0, len);
        if chars >= 2
            && matches!(c, '县' | '市' | '区' | '旗')
            && SUFFIXES.iter().any(|s| name.ends_with(s))
            && goes_no_further(cut_from(rest, len))
        {
            return is_place(name).then_some(len);
        }
    }
    None
}

/// 开发区 inside 开发区域, 高新 before 区: the name is longer, or it is none.
fn goes_no_further(rest: &str) -> bool {
    !rest.starts_with([
        '域', '级', '间', '位', '别', '长', '属', '直', '县', '区', '场', '民', '委',
    ]) || rest.starts_with("区属")
        || rest.starts_with("委会")
}

/// Whether a word with the right ending is the name of a place.
pub(super) fn is_place(name: &str) -> bool {
    const NO_NAME: [&str; 14] = [
        "部分",
        "个别",
        "少数",
        "多数",
        "有些",
        "包括",
        "其他",
        "其余",
        "有关",
        "相关",
        "上述",
        "以上",
        "两个",
        "国家级",
    ];
    if NO_NAME.iter().any(|w| name.starts_with(w)) {
        return false;
    }
    !NOT_A_PLACE.contains(&name)
        && !ENDS_NO_PLACE.iter().any(|w| name.ends_with(w))
        && name.chars().count() <= 14
}

/// A name with the city before it, when it stands there (`甲市乙县`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Name of the unit.
    pub name: String,
    /// Name of the city before it.
    pub parent: Option<String>,
    /// First byte of it.
    pub from: usize,
    /// Byte after it, its office included.
    pub to: usize,
}

/// The name at a place.
pub(super) fn token(text: &str, at: usize) -> Option<Token> {
    let len = name_len(text, at)?;
    let first = cut(text, at, at + len);
    let end = at + len;
    if first.ends_with('市')
        && let Some(more) =
            name_len(text, end).filter(|m| cut(text, end, end + m).chars().count() <= 6)
    {
        let name = cut(text, end, end + more).to_owned();
        let to = end + more;
        return Some(Token {
            name,
            parent: Some(first.to_owned()),
            from: at,
            to: to + office(text, to),
        });
    }
    Some(Token {
        name: first.to_owned(),
        parent: None,
        from: at,
        to: end + office(text, end),
    })
}

/// The list of names that begins here: one or more, with the place after it. A city once named counts for those after it.
pub(super) fn list(text: &str, at: usize) -> Option<(Vec<Token>, usize)> {
    let mut all = vec![token(text, at)?];
    let mut end = all.first()?.to;
    loop {
        let rest = cut_from(text, end);
        let Some(sign) = ["、", "以及", "和", "及", "与", ","]
            .iter()
            .find(|s| rest.starts_with(**s))
        else {
            break;
        };
        let Some(mut next) = token(text, end + sign.len()) else {
            break;
        };
        let before = all.last();
        if next.parent.is_none() && *sign != "," {
            next.parent = before.and_then(|b| b.parent.clone());
        }
        // after a comma a name opens a clause unless the list goes on
        if *sign == "," && next.parent.is_none() {
            break;
        }
        end = next.to;
        all.push(next);
    }
    Some((all, end))
}

/// `等8个区市`: the number, and the bytes of the whole.
pub(super) fn closing(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = cut_from(text, at);
    let said = rest.strip_prefix('等').unwrap_or(rest);
    let (n, after) = amount(said)?;
    let noun = region_noun(after)?;
    Some((n, rest.len() - after.len() + noun))
}

/// A number of units: digits or Chinese, with 个 or without.
pub(super) fn amount(text: &str) -> Option<(u32, &str)> {
    let end = text.bytes().take(7).take_while(u8::is_ascii_digit).count();
    let (n, rest) = if end > 0 {
        (cut(text, 0, end).parse().ok()?, cut_from(text, end))
    } else {
        let c = text.chars().next()?;
        let n = "一二三四五六七八九十"
            .chars()
            .zip(1..)
            .find(|(d, _)| *d == c)
            .map(|(_, n)| n);
        let n = n.or_else(|| (c == '两').then_some(2))?;
        (n, cut_from(text, c.len_utf8()))
    };
    let rest = rest.strip_prefix('个').unwrap_or(rest);
    Some((n, rest))
}

/// The words that stand for units in general; with those that say which sort.
const REGIONS: &[&str] = &[
    "县(市、区)",
    "区(市、县)",
    "市(县、区)",
    "县(市)区",
    "县(区、市)",
    "县(市区)",
    "县(市)",
    "市(区)",
    "区(市)",
    "区(县)",
    "县(区)",
    "县市区",
    "市县区",
    "区县市",
    "区市",
    "县区",
    "区县",
    "市县",
    "县市",
    "市区",
    "县",
    "区",
    "市",
    "旗县",
    "旗",
    "开发区",
    "地方",
    "地区",
];

/// The bytes of such a word.
pub(super) fn region_noun(text: &str) -> Option<usize> {
    if !text.starts_with(['县', '区', '市', '旗', '开', '地']) {
        return None;
    }
    let found = REGIONS
        .iter()
        .filter(|r| text.starts_with(**r))
        .max_by_key(|r| r.len())?;
    let rest = cut_from(text, found.len());
    let goes_on = rest.starts_with([
        '域', '间', '级', '位', '别', '长', '属', '之', '直', '面', '场', '民', '委',
    ]) || (*found == "地方" && rest.starts_with("政府债"));
    (!goes_on).then_some(found.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        list(text, 0).map_or_else(Vec::new, |(l, _)| {
            l.into_iter()
                .map(|t| t.parent.unwrap_or_default() + "/" + &t.name)
                .collect()
        })
    }

    #[test]
    fn lists_are_read_with_the_city_carried_over() {
        assert_eq!(
            names("甲市清河县、乙源县,丙市丁山区未完成"),
            ["甲市/清河县", "甲市/乙源县", "丙市/丁山区"]
        );
        assert_eq!(
            names("东岭县人民政府、西河区管委会、高区幼儿园"),
            ["/东岭县", "/西河区", "/高区"]
        );
        assert_eq!(names("南湾新区行政处罚"), ["/南湾新区"]);
    }

    #[test]
    fn words_that_only_end_like_a_place_are_none() {
        for text in [
            "提高区域",
            "校区",
            "社区教育",
            "老城区学校",
            "各县",
            "教育局",
            "学区制",
        ] {
            assert_eq!(names(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_number_that_closes_a_list_is_read() {
        assert_eq!(closing("等8个区市存在", 0).map(|c| c.0), Some(8));
        assert_eq!(closing("等三个县(市、区)未", 0).map(|c| c.0), Some(3));
        assert_eq!(closing("等问题", 0), None);
    }
}
