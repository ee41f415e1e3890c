//! Stored answers (one JSON document each) become cells, without building a tree in between.
//!
//! A key that is absent is 非該当, `null` is 無回答, `false` is 無効. Keys that the form does not
//! know are passed over: they belong to another version. A value that does not fit its field
//! (a code that the form never had, a number out of range) counts as 無効, so that the counts of
//! a question always sum to the number of people.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::column::{Columns, Content, NO_ANSWER, NOT_ASKED, UNUSABLE, WRITTEN, is_valid};

impl Columns {
    /// Adds one stored answer as the last row.
    ///
    /// # Errors
    /// When the document is not a JSON object. The columns are then as they were.
    pub fn push(&mut self, document: &str) -> Result<(), serde_json::Error> {
        let row = self.rows;
        for column in &mut self.columns {
            column.cells.push(NOT_ASKED);
        }
        let mut reader = serde_json::Deserializer::from_str(document);
        let result = Document(self).deserialize(&mut reader).and_then(|()| reader.end());
        match result {
            Ok(()) => self.rows += 1,
            Err(_) => {
                for column in &mut self.columns {
                    column.cells.truncate(row);
                    column.texts.remove(&row);
                }
            }
        }
        result
    }
}

/// Reads one document into the last row.
struct Document<'c>(&'c mut Columns);

impl<'de> DeserializeSeed<'de> for Document<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Document<'_> {
    type Value = ();
    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("an object of answers")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let columns = self.0;
        // Documents are written with sorted keys, so the next key is nearly always the field
        // after the last one: one comparison instead of a search.
        let mut likely = 0;
        while let Some(place) = map.next_key_seed(Key { columns, likely })? {
            match place {
                Some(place) => {
                    likely = place + 1;
                    let field = columns.by_key[place];
                    map.next_value_seed(Value { columns, field })?;
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// Finds the place of a key among the sorted fields.
struct Key<'c> {
    columns: &'c Columns,
    likely: usize,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;
    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("the key of a field")
    }
    fn visit_str<E>(self, key: &str) -> Result<Option<usize>, E> {
        let Columns { fields, by_key, .. } = self.columns;
        if by_key.get(self.likely).is_some_and(|&field| fields[field].key == key) {
            return Ok(Some(self.likely));
        }
        Ok(by_key.binary_search_by(|&field| fields[field].key.as_str().cmp(key)).ok())
    }
}

/// Writes one value into the cells of its field in the last row.
struct Value<'c> {
    columns: &'c mut Columns,
    field: usize,
}

impl Value<'_> {
    /// The same cell in every column of the field.
    fn fill(self, cell: i16) {
        let start = self.columns.starts[self.field];
        let width = self.columns.fields[self.field].content.width();
        let row = self.columns.rows;
        for column in &mut self.columns.columns[start..start + width] {
            column.cells[row] = cell;
        }
    }

    fn number(self, number: Option<i16>) {
        let fits = match &self.columns.fields[self.field].content {
            Content::Single(codes) => number.filter(|code| codes.contains(code)),
            Content::Number => number.filter(|&number| is_valid(number)),
            Content::Ticks(_) | Content::Text => None,
        };
        self.fill(fits.unwrap_or(UNUSABLE));
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();
    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("an answer")
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        self.fill(NO_ANSWER);
        Ok(())
    }
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.fill(UNUSABLE);
        Ok(())
    }
    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.number(i16::try_from(number).ok());
        Ok(())
    }
    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.number(i16::try_from(number).ok());
        Ok(())
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.fill(UNUSABLE);
        Ok(())
    }
    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if self.columns.fields[self.field].content != Content::Text {
            self.fill(UNUSABLE);
        } else if text.is_empty() {
            self.fill(NO_ANSWER);
        } else {
            let row = self.columns.rows;
            let start = self.columns.starts[self.field];
            self.columns.columns[start].texts.insert(row, text.into());
            self.fill(WRITTEN);
        }
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let row = self.columns.rows;
        let start = self.columns.starts[self.field];
        let Columns { fields, columns, .. } = self.columns;
        let Content::Ticks(codes) = &fields[self.field].content else {
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            columns[start].cells[row] = UNUSABLE;
            return Ok(());
        };
        let ticks = &mut columns[start..start + codes.len()];
        let (mut any, mut known) = (false, false);
        ticks.iter_mut().for_each(|column| column.cells[row] = 0);
        while let Some(code) = seq.next_element::<serde_json::Value>()? {
            any = true;
            let place = codes.iter().position(|&known| code.as_i64() == Some(i64::from(known)));
            if let Some(place) = place {
                ticks[place].cells[row] = 1;
                known = true;
            }
        }
        if !known {
            let missing = if any { UNUSABLE } else { NO_ANSWER };
            ticks.iter_mut().for_each(|column| column.cells[row] = missing);
        }
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.fill(UNUSABLE);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::column::Field;
    use super::*;

    fn columns() -> Columns {
        let field = |key: &str, content| Field { key: key.into(), content };
        Columns::new(vec![
            field("sex", Content::Single(vec![1, 2, 9])),
            field("media", Content::Ticks(vec![1, 2, 3])),
            field("years", Content::Number),
            field("opinion", Content::Text),
        ])
    }

    fn row(document: &str) -> Vec<i16> {
        let mut columns = columns();
        columns.push(document).unwrap();
        columns.all().iter().map(|column| column.cells[0]).collect()
    }

    #[test]
    fn an_answer_fills_a_cell_of_every_column() {
        let filled = row(r#"{"media":[3,1],"opinion":"道","sex":2,"years":40}"#);
        assert_eq!(filled, [2, 1, 0, 1, 40, WRITTEN]);
    }

    #[test]
    fn an_absent_key_was_not_asked_a_null_is_no_answer_and_false_is_unusable() {
        assert_eq!(row("{}"), [NOT_ASKED; 6]);
        assert_eq!(row(r#"{"media":null,"opinion":null,"sex":null,"years":null}"#), [NO_ANSWER; 6]);
        assert_eq!(
            row(r#"{"media":false,"opinion":false,"sex":false,"years":false}"#),
            [UNUSABLE; 6]
        );
    }

    #[test]
    fn an_empty_list_and_an_empty_text_are_blank() {
        assert_eq!(row(r#"{"media":[],"opinion":""}"#)[1..4], [NO_ANSWER; 3]);
        assert_eq!(row(r#"{"media":[],"opinion":""}"#)[5], NO_ANSWER);
    }

    #[test]
    fn keys_in_any_order_and_keys_of_another_version_are_read() {
        let filled =
            row(r#"{"years":7,"zebra":{"a":[1]},"sex":1,"added_later":[1,2],"media":[2]}"#);
        assert_eq!(filled, [1, 0, 1, 0, 7, NOT_ASKED]);
    }

    #[test]
    fn a_value_that_cannot_be_an_answer_is_unusable_and_never_a_number() {
        let filled = row(r#"{"sex":3,"media":[8,"1"],"years":40000,"opinion":5}"#);
        assert_eq!(filled, [UNUSABLE; 6]);
        let filled = row(r#"{"sex":"1","media":2,"years":-1,"opinion":["x"]}"#);
        assert_eq!(filled, [UNUSABLE; 6]);
        let filled = row(r#"{"sex":[1],"media":{"a":1},"years":1.5,"opinion":true}"#);
        assert_eq!(filled, [UNUSABLE; 6]);
    }

    #[test]
    fn a_broken_document_leaves_the_columns_as_they_were() {
        let mut columns = columns();
        columns.push(r#"{"sex":1,"opinion":"a"}"#).unwrap();
        assert!(columns.push(r#"{"sex":2,"opinion":"b""#).is_err());
        assert!(columns.push(r#"{"sex":2} {"sex":1}"#).is_err());
        assert!(columns.push("[]").is_err());
        columns.push(r#"{"sex":9}"#).unwrap();
        assert_eq!(columns.rows(), 2);
        assert_eq!(columns.all()[0].cells, [1, 9]);
        assert_eq!(columns.all()[5].texts.len(), 1);
    }

    #[test]
    fn texts_keep_every_character() {
        let text = "𠮷野髙﨑～―①㈱👨‍👩‍👧 ﾊﾝｶｸ שלום =1+1\n\"引用\"";
        let mut columns = columns();
        let document = serde_json::json!({ "opinion": text }).to_string();
        columns.push(&document).unwrap();
        assert_eq!(columns.all()[5].texts[&0].as_ref(), text);
    }
}
