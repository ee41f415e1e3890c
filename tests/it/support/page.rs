//! A page as a browser without a script reads it: its words, its links, its forms.

use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Node, Selector};

/// A page, with what has been typed into it so far.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub status: u16,
    pub url: String,
    pub headers: HeaderMap,
    pub html: String,
    /// The words that are shown, without furigana.
    pub text: String,
    pub heading: String,
    pub links: Vec<(String, String)>,
    pub forms: Vec<Form>,
    pub controls: Vec<Control>,
}

/// Where a form leads.
#[derive(Clone, Debug)]
pub struct Form {
    pub method: String,
    pub action: String,
    pub multipart: bool,
}

/// A control of a form.
#[derive(Clone, Debug)]
pub struct Control {
    /// The form that it belongs to, by its place on the page.
    pub form: Option<usize>,
    pub kind: Kind,
    pub name: String,
    pub value: String,
    /// Checked, or the chosen option.
    pub on: bool,
    /// What it is called.
    pub label: String,
    /// The groups around it, the outermost first: legends and headings of rows.
    pub groups: Vec<String>,
    /// The text of the table row, list item or paragraph around it.
    pub around: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Hidden,
    Text,
    File,
    Radio,
    Checkbox,
    Option,
    Button,
}

impl Page {
    pub fn read(status: u16, url: String, html: String) -> Page {
        let document = Html::parse_document(&html);
        let mut page = Page { status, url, ..Page::default() };
        page.text = select(&document, "body").map(words).collect();
        page.heading = select(&document, "h1").map(words).next().unwrap_or_default();
        let link = |link| (words(link), attribute(link, "href"));
        page.links = select(&document, "a[href]").map(link).collect();
        let forms: Vec<ElementRef<'_>> = select(&document, "form").collect();
        page.forms = forms.iter().copied().map(form).collect();
        for element in select(&document, "input, textarea, select, button") {
            page.controls.extend(controls(&document, &forms, element));
        }
        page.html = html;
        page
    }
}

fn select<'a>(document: &'a Html, selector: &'static str) -> impl Iterator<Item = ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    document.select(&selector).collect::<Vec<_>>().into_iter()
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element.value().attr(name).unwrap_or_default().to_owned()
}

/// The words of an element: without readings, white space folded.
pub fn words(element: ElementRef<'_>) -> String {
    fn collect(element: ElementRef<'_>, into: &mut String) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => into.push_str(text),
                Node::Element(tag) if matches!(tag.name(), "rt" | "rp" | "style" | "script") => {}
                Node::Element(tag) => {
                    let is_block = !matches!(
                        tag.name(),
                        "ruby" | "span" | "strong" | "a" | "b" | "em" | "rb" | "small" | "label"
                    );
                    if is_block {
                        into.push(' ');
                    }
                    if let Some(child) = ElementRef::wrap(child) {
                        collect(child, into);
                    }
                    if is_block {
                        into.push(' ');
                    }
                }
                _ => {}
            }
        }
    }
    let mut text = String::new();
    collect(element, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn form(element: ElementRef<'_>) -> Form {
    Form {
        method: attribute(element, "method").to_lowercase(),
        action: attribute(element, "action"),
        multipart: attribute(element, "enctype") == "multipart/form-data",
    }
}

/// The controls of an element: one for each option of a list, one for anything else.
fn controls(document: &Html, forms: &[ElementRef<'_>], element: ElementRef<'_>) -> Vec<Control> {
    if element.value().attr("disabled").is_some() {
        return Vec::new();
    }
    let kind = match (element.value().name(), element.value().attr("type")) {
        ("button", Some("button" | "reset")) => return Vec::new(),
        ("button", _) | ("input", Some("submit")) => Kind::Button,
        ("input", Some("hidden")) => Kind::Hidden,
        ("input", Some("radio")) => Kind::Radio,
        ("input", Some("checkbox")) => Kind::Checkbox,
        ("input", Some("file")) => Kind::File,
        ("select", _) => Kind::Option,
        _ => Kind::Text,
    };
    let mut one = Control {
        form: owner(forms, element),
        kind,
        name: attribute(element, "name"),
        value: attribute(element, "value"),
        on: element.value().attr("checked").is_some(),
        label: label(document, element, kind),
        groups: groups(document, element),
        around: around(element),
    };
    match (element.value().name(), kind) {
        ("textarea", _) => {
            one.value = element.text().collect();
            vec![one]
        }
        (_, Kind::Option) => options(element, &one),
        (_, Kind::Radio | Kind::Checkbox) if element.value().attr("value").is_none() => {
            one.value = "on".into();
            vec![one]
        }
        _ => vec![one],
    }
}

fn options(list: ElementRef<'_>, like: &Control) -> Vec<Control> {
    let selector = Selector::parse("option").expect("a selector");
    let mut options: Vec<Control> = list
        .select(&selector)
        .map(|option| {
            let (shown, on) = (words(option), option.value().attr("selected").is_some());
            let value = option.value().attr("value").map_or_else(|| shown.clone(), str::to_owned);
            let mut groups = like.groups.clone();
            groups.push(like.label.clone());
            Control { value, on, label: shown, groups, ..like.clone() }
        })
        .collect();
    if !options.iter().any(|option| option.on)
        && let Some(first) = options.first_mut()
    {
        first.on = true;
    }
    options
}

fn owner(forms: &[ElementRef<'_>], element: ElementRef<'_>) -> Option<usize> {
    if let Some(id) = element.value().attr("form") {
        return forms.iter().position(|form| form.value().attr("id") == Some(id));
    }
    let around = element.ancestors().find_map(|node| {
        ElementRef::wrap(node).filter(|ancestor| ancestor.value().name() == "form")
    })?;
    forms.iter().position(|form| form.id() == around.id())
}

/// What a control is called: `aria-label`, its `<label>`, or (a button) its own words.
fn label(document: &Html, element: ElementRef<'_>, kind: Kind) -> String {
    if kind == Kind::Button {
        let own = words(element);
        return if own.is_empty() { attribute(element, "value") } else { own };
    }
    if let Some(label) = element.value().attr("aria-label") {
        return label.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    if let Some(id) = element.value().attr("id") {
        let labels = select(document, "label[for]");
        let mut of_it = labels.filter(|label| label.value().attr("for") == Some(id));
        if let Some(label) = of_it.next() {
            return words(label);
        }
    }
    let around = element.ancestors().filter_map(ElementRef::wrap);
    let mut labels = around.filter(|ancestor| ancestor.value().name() == "label");
    labels.next().map(label_words).unwrap_or_default()
}

/// The words of a label around a list, without the list's options.
fn label_words(label: ElementRef<'_>) -> String {
    let selector = Selector::parse("option").expect("a selector");
    let mut text = words(label);
    for option in label.select(&selector) {
        text = text.replacen(&words(option), "", 1);
    }
    text.trim().to_owned()
}

fn groups(document: &Html, element: ElementRef<'_>) -> Vec<String> {
    let mut groups = Vec::new();
    for ancestor in element.ancestors().filter_map(ElementRef::wrap) {
        if ancestor.value().name() == "fieldset" {
            let legend = ancestor.child_elements().find(|child| child.value().name() == "legend");
            groups.extend(legend.map(words));
        } else if let Some(id) = ancestor.value().attr("aria-labelledby") {
            let named = select(document, "[id]").find(|other| other.value().attr("id") == Some(id));
            groups.extend(named.map(words));
        }
    }
    groups.reverse();
    groups
}

fn around(element: ElementRef<'_>) -> String {
    let mut ancestors = element.ancestors().filter_map(ElementRef::wrap);
    ancestors
        .find(|ancestor| matches!(ancestor.value().name(), "tr" | "li" | "form"))
        .map(|form| {
            let row = form.ancestors().filter_map(ElementRef::wrap);
            let mut rows = row.filter(|outer| matches!(outer.value().name(), "tr" | "li"));
            words(rows.next().unwrap_or(form))
        })
        .unwrap_or_default()
}
