//! The words of the trend and of the report on the screen.

use super::words;

words! {
    /// Words of the trend and of the report on the screen.
    Pages {
        course: "走势", "Course";
        units: "区市", "Districts";
        categories: "问题类别", "Categories";
        not_closed_is: "未销号", "Not closed";
        left: "未完成", "not completed";
        to_verify: "待核查", "to verify";
        plan: "按时限应剩", "left if on time";
        due_mark: "时限", "due";
        today: "今天", "today";
        days_ago: "{} 天前", "{} days ago";
        days_ahead: "{} 天后", "in {} days";
        day_left: "未完成 {}，未销号 {}，共 {} 条", "{} not completed, {} not closed of {}";
        day_rates: "完成率 {}，销号率 {}", "completed {}, closed {}";
        day_plan: "按时限应剩 {} 条", "{} left if on time";
        day_ahead: "快 {} 条", "{} ahead";
        day_behind: "慢 {} 条", "{} behind";
        day_on_plan: "持平", "on time";
        day_due: "当日到期 {} 条", "{} due that day";
        no_due: "还没有定完成时限", "no due dates set yet";
        due_later: "另有 {} 条时限在图外，最晚 {}", "{} more are due outside the chart, the last on {}";
        no_events: "还没有变化：{} 条都没有完成", "nothing has changed yet: none of {} is completed";
        one_day: "只有 {} 这一天有变化，还看不出走势", "all changes are of one day, {}: no course yet";
        state: "截至今天的情况", "How it stands today";
        head_closed: "已销号", "Closed";
        head_verify: "待核查", "Verify";
        head_left: "未完成", "Left";
        head_done: "完成率", "Done";
        head_late: "逾期", "Late";

        overview: "概况", "Overview";
        issuer: "发布单位", "Issuer";
        published: "发布日期", "Published";
        evaluated: "被评价区市", "Districts";
        contents: "内容", "Contents";
        contents_said: "问题 {} 个、台账 {} 条；评价意见 {} 点；典型案例 {} 个", "{} findings, {} entries; {} points; {} practices";
        findings: "存在问题", "Findings";
        achievements: "主要成效", "Achievements";
        recommendations: "评价意见", "Recommendations";
        practices: "典型案例", "Practices";
        procedure: "评价程序", "Procedure";
        place: "出处 {}", "source: {}";
        place_achievements: "第一部分第 {} 项", "part 1, item {}";
        place_point: "第三部分第 {} 点", "part 3, point {}";
        place_practice: "附件，{}，第 {} 项", "annex, {}, item {}";
        place_procedure: "报告说明，第 {} 步", "introduction and closing part, step {}";
        names: "点名 {}", "names {}";
        done_of: "完成 {}", "done {}";
        no_entries: "无条目", "no entries";
        served_by: "落实在问题 {}", "served by findings {}";
        served_one: "{}（{} 项）", "{} ({} items)";
        served_by_none: "没有整改事项对应这一点", "no item serves this point";
        target: "目标 {}", "aim: {}";
        helps: "可供借鉴：问题 {}", "offered to findings {}";
        helps_none: "没有问题引用", "no finding refers to it";
        figure: "{} {}", "{}: {}";
        mind: "注意 {}", "Mind: {}";
        section_of: "{} / {}", "{} of {}";
        nothing_to_open: "这一段没有对应的台账条目", "no entries belong to this passage";
        nothing_written: "报告没有这一部分", "the report has no such part";
    }
}
