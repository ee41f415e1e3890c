//! The section `care:`: what is looked for in texts, and what respondents are told about it.

use super::Loader;
use crate::form::care::Care;
use crate::form::reader::{self, Fields};
use crate::form::yaml::Node;

impl Loader<'_> {
    pub(super) fn care(&mut self, node: &Node) -> Option<Care> {
        let what = "「care」";
        let mut fields = Fields::of(node, what, &mut self.problems)?;
        let notice = self.need_text(&mut fields, "notice", what, &["care", "notice"]);
        let [help, names, not_names] =
            ["help", "names", "not_names"].map(|name| self.phrases(&mut fields, name));
        if help.is_empty() && names.is_empty() {
            self.problems.add(
                node.line,
                "care には help（助けを求める言葉）か names（名前に続く言葉）が要ります。",
            );
        }
        fields.finish(what, &[], &mut self.problems);
        Some(Care { notice, help, names, not_names })
    }

    fn phrases(&mut self, fields: &mut Fields<'_>, name: &'static str) -> Vec<String> {
        let Some(node) = fields.get(name) else { return Vec::new() };
        let mut phrases = Vec::new();
        for item in reader::list(node, &format!("「{name}」"), &mut self.problems) {
            phrases.extend(reader::word(item, name, &mut self.problems).map(str::to_owned));
        }
        phrases
    }
}
