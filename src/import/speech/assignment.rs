//! A sentence → who leads, who supports, and what is left of it to do (docs/form.md, "How plans say who does what").
//!
//! Invariant: what is left is a part of the sentence as written; only what says who is taken off.

use super::when::is_only_time;
use crate::names::{Bodies, List, after_brackets, after_duties, after_order, order};
use crate::text::key;
use crate::text::words::{Sign, Token, between, longest_at, phrase_at};
use crate::vocabulary::{
    ANNOUNCING_WORDS, BODY, CHAIRS, EMPTY_RESTS, MADE_FOR_WORK, NAME_VERBS, OPENINGS, POSTS,
    STARTERS, SURE_VERBS,
};

/// Who does what a sentence says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assignment {
    /// Who leads, as written; empty where the sentence leaves that to the block around it.
    pub lead: Vec<String>,
    /// Who supports, as written; `None` where the sentence does not speak of it.
    pub support: Option<Vec<String>>,
    /// What is to be done; empty where the sentence says no more than who.
    pub rest: String,
    /// By which words it was known.
    pub form: Form,
}

/// The forms in which plans assign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// "Sở X chủ trì, phối hợp với …"
    #[default]
    Leads,
    /// "Chủ trì, phối hợp với …", in the block of another.
    LeadsInBlock,
    /// "Sở X phối hợp với …"
    Supported,
    /// "Sở X: …"
    Colon,
    /// "Giao Sở X …", "Sở X có trách nhiệm …"
    Duty,
    /// "Bảo vệ: …", a name by its place alone.
    Place,
    /// "Sở X triển khai …"
    Subject,
    /// "…, chủ trì, phối hợp với …", further on in the sentence.
    Within,
}

/// A sentence, taken apart.
pub struct Reading<'a> {
    /// As written.
    pub text: &'a str,
    /// Its words and signs.
    pub tokens: &'a [Token],
    /// Reads names.
    pub bodies: &'a Bodies<'a>,
}

impl Reading<'_> {
    /// "Chủ trì, phối hợp với …" at a token.
    pub fn clause(&self, at: usize) -> Option<Assignment> {
        let (support, end) = self.supports(at)?;
        // "Làm đầu mối tập hợp vướng mắc …" is what the body of the block does.
        if support.is_none() && phrase_at(self.tokens, at, "chủ trì").is_none() {
            return None;
        }
        let form = Form::LeadsInBlock;
        Some(Assignment { lead: Vec::new(), support, rest: self.rest(end), form })
    }

    /// "Sở X chủ trì, phối hợp với …"
    pub fn leads(&self) -> Option<Assignment> {
        self.before_leads(self.ordered())
    }

    /// "Sở X có trách nhiệm …"
    pub fn duty(&self) -> Option<Assignment> {
        self.before_duty(self.ordered())
    }

    /// "Giao Sở X …", "Sở X phối hợp với …", "Sở X triển khai …"
    pub fn subject(&self) -> Option<Assignment> {
        let start = self.ordered();
        // "Tổ trưởng chuyên môn các trường" is no "Tổ".
        let is_post = POSTS.at(self.tokens, start) > BODY.at(self.tokens, start)
            && MADE_FOR_WORK.at(self.tokens, start).is_some();
        let post = if is_post { self.post(start) } else { None };
        let list = post
            .or_else(|| self.bodies.list(self.text, self.tokens, start))
            .or_else(|| self.post(start))
            .or_else(|| self.before_strong(start));
        let List { names, end } = self.over_comma(start, list?);
        let is_ordered = (0..start).any(|at| after_order(self.tokens, at).is_some());
        let form = if is_ordered { Form::Duty } else { Form::Subject };
        let found = self.after_names(names.clone(), end, form)?;
        // "Viettel Đông Hải hạ ngầm cáp | trước 15/3": what is left is a time, so the work was taken for a name.
        if matches!(found.form, Form::Subject | Form::Duty) && is_only_time(&found.rest) {
            return self.retreated(names, (start, end), form);
        }
        Some(found)
    }

    /// Where the names begin: behind an order, "Giao", "Thủ tướng Chính phủ giao", if there is one.
    pub fn ordered(&self) -> usize {
        let opening = OPENINGS.at(self.tokens, 0).unwrap_or(0);
        let opening = after_comma(self.tokens, opening);
        let is_verb = || {
            STARTERS.at(self.tokens, opening).is_some()
                && after_order(self.tokens, opening).is_none()
        };
        // "Riêng Trạm Y tế phường …"
        let begins = || {
            opening > 0
                && self.tokens.get(opening).is_some_and(|token| token.capital)
                && self.bodies.begins(self.text, self.tokens, opening)
        };
        let ordered = order(self.tokens, opening).filter(|at| {
            self.bodies.begins(self.text, self.tokens, *at)
                && !is_verb()
                && !self.has_verb(opening, at - 1)
        });
        ordered.unwrap_or_else(|| if begins() { opening } else { 0 })
    }

    /// The assignment whose names begin at a token.
    pub fn from(&self, at: usize, form: Form) -> Option<Assignment> {
        if let Some(found) = self.before_leads(at) {
            return Some(found);
        }
        let list = self.bodies.list(self.text, self.tokens, at).or_else(|| self.post(at))?;
        let List { names, end } = self.over_comma(at, list);
        self.after_names(names, end, form)
    }

    /// Names that are known by the words "chủ trì" behind them, whatever they are made of.
    fn before_leads(&self, start: usize) -> Option<Assignment> {
        const LONGEST_LEAD: usize = 70;
        let mut leads = None;
        for at in start..self.tokens.len().min(start + LONGEST_LEAD) {
            let token = self.tokens.get(at)?;
            if matches!(token.sign, Sign::Stop | Sign::Colon) {
                break;
            }
            if CHAIRS.at(self.tokens, at).is_some() {
                leads = Some(at);
                break;
            }
        }
        let leads = leads.filter(|at| *at > start && !self.chairs(*at))?;
        if let Some(directed) = self.directed((start, leads)) {
            return self.before_leads(directed);
        }
        if !self.bodies.begins(self.text, self.tokens, start) {
            let lead = self.by_capitals(start, leads)?;
            let (support, end) = self.supports(leads)?;
            return Some(Assignment { lead, support, rest: self.rest(end), form: Form::Leads });
        }
        // The names, then nothing but words of duty up to "chủ trì".
        let reaches = |end: usize| {
            let scope = self.after_scope(self.after_aside(end));
            let duties = after_duties(self.tokens, after_comma(self.tokens, scope));
            // "làm đầu mối" says both a duty and who leads.
            let is_there = |at: usize| after_comma(self.tokens, at) == leads;
            is_there(duties)
                || is_there(scope)
                || scope < leads && duties > leads && {
                    let before =
                        after_duties(&self.tokens[..leads], after_comma(self.tokens, scope));
                    is_there(before)
                }
        };
        let is_dash = |end: usize| self.is_sign(end, Sign::Dash);
        let least = self.least_end((start, leads));
        let end = (least..=leads).find(|end| reaches(*end) && !is_dash(*end)).unwrap_or(leads);
        let by_grammar =
            self.bodies.list(self.text, self.tokens, start).filter(|list| reaches(list.end));
        let List { names, .. } = match by_grammar {
            Some(list) => list,
            None if self.has_verb(start, end) => return None,
            None => self.bodies.all(self.text, self.tokens, start, end)?,
        };
        let (support, end) = self.supports(leads)?;
        Some(Assignment { lead: names, support, rest: self.rest(end), form: Form::Leads })
    }

    /// Whether there is a verb between two tokens, so that they are no names.
    pub fn is_sentence(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            let is_small = self.tokens.get(at).is_some_and(|token| !token.capital);
            let verb = STARTERS.at(self.tokens, at).is_some_and(|used| used > 1);
            self.is_sign(at, Sign::Stop)
                || is_small && verb && NAME_VERBS.at(self.tokens, at).is_none()
        })
    }

    /// The first token at which the names may end that begin at `start`: no name ends inside one that is
    /// known or built as names are, "Sở Tài" of "Sở Tài chính".
    fn least_end(&self, (start, limit): (usize, usize)) -> usize {
        let list = self.bodies.list(self.text, self.tokens, start);
        list.map_or(start + 1, |list| list.end.min(limit).max(start + 1))
    }

    /// Names that are known by "có trách nhiệm" behind them.
    fn before_duty(&self, start: usize) -> Option<Assignment> {
        const DUTY: &[&str] = &["có trách nhiệm", "có nhiệm vụ"];
        const LONGEST: usize = 50;
        let reach = self.tokens.len().min(start + LONGEST);
        let is_end = |at: &usize| {
            let sign = self.tokens.get(*at).map(|token| token.sign);
            matches!(sign, Some(Sign::Stop | Sign::Colon))
        };
        let reach = (start..reach).find(is_end).unwrap_or(reach);
        let duty = (start + 1..reach).find(|at| longest_at(self.tokens, *at, DUTY).is_some());
        if let Some(found) = self.people_with_duty(start, reach) {
            return Some(found);
        }
        let duty = duty?;
        if !self.bodies.begins(self.text, self.tokens, start) {
            return None;
        }
        let reaches = |end: &usize| {
            let scope = self.after_scope(self.after_aside(*end));
            after_duties(self.tokens, scope) > duty
        };
        let end = (self.least_end((start, duty))..=duty).find(reaches).unwrap_or(duty);
        if self.has_verb(start, end) {
            return None;
        }
        let List { names, .. } = self.bodies.all(self.text, self.tokens, start, end)?;
        self.after_names(names, end, Form::Duty)
    }

    /// Whether the words between two tokens are a sentence and no name.
    fn has_verb(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|at| {
            self.tokens.get(at).is_some_and(|token| !token.capital)
                && SURE_VERBS.at(self.tokens, at).is_some()
        })
    }

    /// What follows names that "chủ trì" does not.
    pub fn after_names(&self, lead: Vec<String>, end: usize, form: Form) -> Option<Assignment> {
        let found =
            |support, rest, form| Some(Assignment { lead: lead.clone(), support, rest, form });
        if let Some(sign) = self.tokens.get(end)
            && sign.sign == Sign::Colon
        {
            return self.after_colon(lead.clone(), end + 1, Form::Colon);
        }
        if end >= self.tokens.len() {
            return found(None, String::new(), Form::Colon);
        }
        let aside = self.after_scope(self.after_aside(end));
        if aside > end {
            return self.after_names(lead, aside, form);
        }
        // "UBND tỉnh giao Sở X …", "Bộ trưởng yêu cầu Giám đốc các bệnh viện:": who orders does not lead.
        if let Some(named) = self.named_by(&lead, end) {
            return self.from(named, Form::Duty);
        }
        if let Some((support, end)) =
            self.with(end).or_else(|| self.with(after_comma(self.tokens, end)))
        {
            return found(Some(support), self.rest(end), Form::Supported);
        }
        let after = after_duties(self.tokens, end);
        // "chịu trách nhiệm chính, cùng Sở Y dẹp sạch …"
        if after > end
            && let Some((support, end)) = self.with(after_comma(self.tokens, after))
        {
            return found(Some(support), self.rest(end), Form::Supported);
        }
        if let Some(found) = self.by_duty(&lead, (end, after)) {
            return Some(found);
        }
        let content = self.content_behind(&lead, (end, after), form)?;
        found(None, content, form)
    }

    /// What follows words of a duty behind names, "có trách nhiệm", "được giao", where they say one.
    fn by_duty(&self, lead: &[String], (end, after): (usize, usize)) -> Option<Assignment> {
        let found =
            |rest| Some(Assignment { lead: lead.to_vec(), support: None, rest, form: Form::Duty });
        let says_duty = between(self.text, self.tokens, end, after);
        let is_duty = [
            "ủy quyền",
            "thay mặt",
            "trách nhiệm",
            "nhiệm vụ",
            "được giao",
            "đầu mối",
            "cơ quan",
            "đơn vị",
        ]
        .iter()
        .any(|word| key(says_duty).contains(word));
        if is_duty && self.is_sign(after, Sign::Colon) {
            return self.after_colon(lead.to_vec(), after + 1, Form::Duty);
        }
        // "chịu trách nhiệm trước UBND tỉnh về kết quả" is what is to be done.
        let takes_on = longest_at(self.tokens, end, &["chịu trách nhiệm"]).is_some();
        // "chịu trách nhiệm huy động mỗi hộ …" is a duty like "có trách nhiệm".
        let takes_on = takes_on && !self.begins_work(after);
        // "chịu trách nhiệm chính trong việc soạn thảo …": the work stands behind.
        let within = longest_at(self.tokens, after, &["trong việc"]);
        if let Some(used) = within.filter(|used| is_duty && self.begins_work(after + used)) {
            return found(self.rest(after + used));
        }
        let is_answer = takes_on || longest_at(self.tokens, after, &["trước", "về"]).is_some();
        if is_duty && is_answer {
            return found(self.rest(end));
        }
        if is_duty && !key(says_duty).starts_with("theo") && !key(says_duty).starts_with("căn cứ")
        {
            return found(self.rest(after));
        }
        None
    }

    /// Whether a token is a sign.
    pub fn is_sign(&self, at: usize, sign: Sign) -> bool {
        self.tokens.get(at).is_some_and(|token| token.sign == sign)
    }

    /// The text from a token on, without the signs before it; empty where it says nothing of its own.
    pub fn rest(&self, at: usize) -> String {
        let at = after_brackets(self.tokens, at, self.tokens.len());
        let start = self.tokens.get(at).map_or(self.text.len(), |token| token.start);
        let rest = self.text.get(start..).unwrap_or_default();
        let rest = rest.trim_start_matches([' ', ',', ':', ';', '-', '–', '.', '/']).trim();
        if is_empty_rest(rest) { String::new() } else { rest.to_string() }
    }
}

/// Whether the rest of a sentence says nothing of its own: "thực hiện", "tham mưu:", "thực hiện một số
/// nhiệm vụ sau".
pub fn is_empty_rest(rest: &str) -> bool {
    let folded = key(rest);
    folded.is_empty() || EMPTY_RESTS.has(&folded) || announces(&folded)
}

/// Whether all words only announce what stands below: "tổ chức thực hiện các nội dung cụ thể sau đây".
fn announces(folded: &str) -> bool {
    const LONGEST: usize = 16;
    const ENDS: &[&str] = &["sau", "sau đây", "dưới đây", "như sau", "cụ thể", "cụ thể như sau"];
    let words: Vec<&str> = folded.split(' ').collect();
    words.len() <= LONGEST
        && ENDS.iter().any(|end| folded == *end || folded.ends_with(&format!(" {end}")))
        && words.iter().all(|word| ANNOUNCING_WORDS.has(word))
}

/// The token after a comma, if one stands there.
pub fn after_comma(tokens: &[Token], at: usize) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| token.sign == Sign::Comma))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Directory, OwnEntries};
    use crate::import::speech::forms::assignment;

    /// A sentence, who leads, who supports, what is left.
    type Case =
        (&'static str, &'static [&'static str], Option<&'static [&'static str]>, &'static str);

    /// Each form with its example.
    const CASES: &[Case] = &[
        (
            "Các Sở Tài chính, Y tế và Xây dựng khảo sát định mức chi.",
            &["Sở Tài chính", "Sở Y tế", "Sở Xây dựng"],
            None,
            "khảo sát định mức chi.",
        ),
        (
            "Hiệu trưởng các trường THPT Lê Lợi, Trần Phú tổ chức ký cam kết.",
            &["Hiệu trưởng trường THPT Lê Lợi", "Hiệu trưởng trường THPT Trần Phú"],
            None,
            "tổ chức ký cam kết.",
        ),
        (
            "Thủy đội Kim Sơn, Thủy đội Cửa Hới phối hợp với Công an tỉnh tuần tra ban đêm.",
            &["Thủy đội Kim Sơn", "Thủy đội Cửa Hới"],
            Some(&["Công an tỉnh"]),
            "tuần tra ban đêm.",
        ),
        (
            "VNPT Đông Hải, Viettel Đông Hải hạ ngầm cáp viễn thông trước 15/3/2026.",
            &["VNPT Đông Hải", "Viettel Đông Hải"],
            None,
            "hạ ngầm cáp viễn thông trước 15/3/2026.",
        ),
        (
            "Đội Quản lý thị trường số 4 không được để tồn tin báo quá 24 giờ.",
            &["Đội Quản lý thị trường số 4"],
            None,
            "không được để tồn tin báo quá 24 giờ.",
        ),
        (
            "Hội Nông dân tỉnh, cùng các hội đoàn thể, vận động hội viên hiến đất.",
            &["Hội Nông dân tỉnh"],
            Some(&["các hội đoàn thể"]),
            "vận động hội viên hiến đất.",
        ),
        (
            "Ban Nội chính chịu trách nhiệm chính trong việc soạn thảo đề án.",
            &["Ban Nội chính"],
            None,
            "soạn thảo đề án.",
        ),
        (
            "Sở Y tế chủ trì, phối hợp với các sở, ngành liên quan:",
            &["Sở Y tế"],
            Some(&["các sở, ngành liên quan"]),
            "",
        ),
        (
            "Sở Y tế chủ trì phối hợp các địa phương rà soát quy hoạch.",
            &["Sở Y tế"],
            Some(&["các địa phương"]),
            "rà soát quy hoạch.",
        ),
        (
            "Sở Y tế, Sở Nội vụ chủ trì, phối hợp với Công an tỉnh lập đề án.",
            &["Sở Y tế", "Sở Nội vụ"],
            Some(&["Công an tỉnh"]),
            "lập đề án.",
        ),
        (
            "Sở Y tế chủ trì, tham mưu ban hành kế hoạch.",
            &["Sở Y tế"],
            None,
            "tham mưu ban hành kế hoạch.",
        ),
        (
            "Sở Y tế chịu trách nhiệm chủ trì, phối hợp chặt chẽ với Công an tỉnh kiểm tra.",
            &["Sở Y tế"],
            Some(&["Công an tỉnh"]),
            "kiểm tra.",
        ),
        (
            "Sở Y tế là cơ quan đầu mối, chủ trì, phối hợp với Sở Nội vụ theo dõi.",
            &["Sở Y tế"],
            Some(&["Sở Nội vụ"]),
            "theo dõi.",
        ),
        (
            "Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ xây dựng đề án.",
            &["Sở Y tế"],
            Some(&["Sở Nội vụ"]),
            "xây dựng đề án.",
        ),
        ("Đề nghị Tỉnh đoàn phát động phong trào.", &["Tỉnh đoàn"], None, "phát động phong trào."),
        ("UBND tỉnh giao Sở Y tế rà soát mạng lưới.", &["Sở Y tế"], None, "rà soát mạng lưới."),
        ("Chính phủ giao Sở Y tế rà soát mạng lưới.", &["Sở Y tế"], None, "rà soát mạng lưới."),
        (
            "Sở Y tế chủ trì, Sở Nội vụ, Công an tỉnh phối hợp kiểm đếm đất công.",
            &["Sở Y tế"],
            Some(&["Sở Nội vụ", "Công an tỉnh"]),
            "kiểm đếm đất công.",
        ),
        (
            "Phòng Điều dưỡng chủ trì, phối hợp với điều dưỡng trưởng các khoa",
            &["Phòng Điều dưỡng"],
            Some(&["điều dưỡng trưởng các khoa"]),
            "",
        ),
        (
            "Giao Sở Y tế chủ trì phần mua sắm, phối hợp cùng Sở Nội vụ thực hiện.",
            &["Sở Y tế"],
            Some(&["Sở Nội vụ"]),
            "",
        ),
        ("UBND các xã nơi có cảng biển:", &["UBND các xã nơi có cảng biển"], None, ""),
        ("Sở Y tế:", &["Sở Y tế"], None, ""),
        (
            "Sở Y tế: Chủ trì, phối hợp với Sở Nội vụ tuyển dụng bác sĩ.",
            &["Sở Y tế"],
            Some(&["Sở Nội vụ"]),
            "tuyển dụng bác sĩ.",
        ),
        ("Sở Y tế: Rà soát, bổ sung.", &["Sở Y tế"], None, "Rà soát, bổ sung."),
        (
            "Sở Y tế có trách nhiệm: Công khai giá thuốc.",
            &["Sở Y tế"],
            None,
            "Công khai giá thuốc.",
        ),
        ("Sở Y tế có trách nhiệm công khai giá thuốc.", &["Sở Y tế"], None, "công khai giá thuốc."),
        (
            "Sở Y tế chịu trách nhiệm trước UBND tỉnh về kết quả.",
            &["Sở Y tế"],
            None,
            "chịu trách nhiệm trước UBND tỉnh về kết quả.",
        ),
        ("Hằng quý, Sở Y tế tổng hợp kết quả.", &["Sở Y tế"], None, "Hằng quý, tổng hợp kết quả."),
        (
            "Giao đồng chí Trần An, Phó Chủ tịch UBND tỉnh chỉ đạo.",
            &["đồng chí Trần An, Phó Chủ tịch UBND tỉnh"],
            None,
            "chỉ đạo.",
        ),
        (
            "Sở Y tế - Cơ quan thường trực Ban Chỉ đạo: Tổng hợp kết quả.",
            &["Sở Y tế"],
            None,
            "Tổng hợp kết quả.",
        ),
        (
            "Trường Đại học Hà Tĩnh phối hợp với Sở Nội vụ đào tạo cán bộ.",
            &["Trường Đại học Hà Tĩnh"],
            Some(&["Sở Nội vụ"]),
            "đào tạo cán bộ.",
        ),
        (
            "Các sở, ban, ngành, địa phương tiếp tục rà soát.",
            &["Các sở, ban, ngành, địa phương"],
            None,
            "tiếp tục rà soát.",
        ),
        ("Chủ trì, phối hợp với Sở Nội vụ tuyển dụng.", &[], Some(&["Sở Nội vụ"]), "tuyển dụng."),
        ("Chủ trì rà soát quy hoạch.", &[], None, "rà soát quy hoạch."),
        ("Chủ trì, phối hợp, hướng dẫn các xã.", &[], None, "phối hợp, hướng dẫn các xã."),
        (
            "Căn cứ kế hoạch năm, chủ trì, phối hợp với Sở Nội vụ lập danh sách.",
            &[],
            Some(&["Sở Nội vụ"]),
            "Căn cứ kế hoạch năm, chủ trì, phối hợp với Sở Nội vụ lập danh sách.",
        ),
        (
            "Viện Hải dương học Nam Hải chủ trì, cùng với Sở Nội vụ khảo sát.",
            &["Viện Hải dương học Nam Hải"],
            Some(&["Sở Nội vụ"]),
            "khảo sát.",
        ),
        (
            "Sở Y tế chủ trì, phối hợp các sở, ngành tham mưu:",
            &["Sở Y tế"],
            Some(&["các sở, ngành"]),
            "",
        ),
        (
            "Các doanh nghiệp, hộ sản xuất công nghiệp, tiểu thủ công nghiệp",
            &["Các doanh nghiệp, hộ sản xuất công nghiệp, tiểu thủ công nghiệp"],
            None,
            "",
        ),
    ];

    #[test]
    fn forms_are_read() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let bodies = Bodies::new(&directory, &[]);
        for (text, lead, support, rest) in CASES {
            let found = assignment(text, &bodies).unwrap_or_default();
            let support = support.map(|names| names.iter().map(|name| name.to_string()).collect());
            assert_eq!(
                (found.lead, found.support, found.rest.as_str()),
                (lead.iter().map(|n| n.to_string()).collect(), support, *rest),
                "{text}"
            );
        }
    }

    #[test]
    fn sentences_without_a_body_assign_nothing() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let bodies = Bodies::new(&directory, &[]);
        for text in [
            "Rà soát các nhiệm vụ do Sở Y tế chủ trì.",
            "Phối hợp với Sở Y tế kiểm tra.",
            "Ban hành kế hoạch; phối hợp với Công an tỉnh kiểm tra.",
            "Hội nghị tổng kết năm.",
            "Tổ chức các hoạt động chào mừng.",
            "Sở Y tế, Sở Nội vụ đã phối hợp chặt chẽ trong điều hành.",
        ] {
            assert_eq!(assignment(text, &bodies), None, "{text}");
        }
    }
}
