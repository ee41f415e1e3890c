//! Uploaded files and what was typed beside them: a posted `multipart/form-data` (RFC 7578).

use std::pin::Pin;

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web::Bytes};

use crate::error::{Error, Result};

/// A posted form with files, whole. Its fields are read when they are asked for.
#[derive(Clone)]
pub struct Posted {
    content_type: String,
    body: Bytes,
}

impl FromRequest for Posted {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Posted>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = request.headers().get(header::CONTENT_TYPE);
        let content_type = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
        let body = Bytes::from_request(request, payload);
        Box::pin(async move {
            let body = body.await.map_err(|_| {
                Error::invalid("ファイルが大きすぎるか、途中で切れました。20MBまでのファイルにして、もう一度お試しください。")
            })?;
            Ok(Posted { content_type, body })
        })
    }
}

impl Posted {
    /// The file in a field.
    ///
    /// # Errors
    /// As [`file`](fn@file).
    pub fn file(&self, field: &str) -> Result<Upload<'_>> {
        file(&self.content_type, &self.body, field)
    }

    /// What was typed in a field, trimmed; empty when it is missing.
    pub fn text(&self, field: &str) -> String {
        let part = part(&self.content_type, &self.body, field);
        let typed = part.map(|(_, bytes)| String::from_utf8_lossy(bytes).trim().to_owned());
        typed.unwrap_or_default()
    }
}

/// A file as a browser sends it.
#[derive(Debug, PartialEq, Eq)]
pub struct Upload<'a> {
    /// Its name on the sender's machine.
    pub name: String,
    /// Its contents.
    pub bytes: &'a [u8],
}

/// The file in the field `field`. `content_type` is the header of the request.
///
/// # Errors
/// No file was chosen, or the body is cut off or no form at all.
pub fn file<'a>(content_type: &str, body: &'a [u8], field: &str) -> Result<Upload<'a>> {
    let (disposition, bytes) = part(content_type, body, field)?;
    let name = parameter(&disposition, "filename").unwrap_or_default();
    if name.is_empty() {
        return Err(Error::invalid(
            "ファイルが選ばれていません。ファイルを選んで、もう一度お試しください。",
        ));
    }
    Ok(Upload { name, bytes })
}

/// The part of a field: its `Content-Disposition`, and its contents.
fn part<'a>(content_type: &str, body: &'a [u8], field: &str) -> Result<(String, &'a [u8])> {
    let unreadable = || {
        Error::invalid(
            "ファイルを受け取れませんでした。何も登録していません。もう一度お試しください。",
        )
    };
    let boundary = parameter(content_type, "boundary")
        .filter(|boundary| !boundary.is_empty() && content_type.starts_with("multipart/form-data"))
        .ok_or_else(unreadable)?;
    let delimiter = format!("\r\n--{boundary}");
    // The first delimiter has no line end before it.
    let mut rest = body.strip_prefix(&delimiter.as_bytes()[2..]).ok_or_else(unreadable)?;
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let end = find(part, delimiter.as_bytes()).ok_or_else(unreadable)?;
        let head_end = find(&part[..end], b"\r\n\r\n").ok_or_else(unreadable)?;
        let head = String::from_utf8_lossy(&part[..head_end]);
        let disposition = head
            .split("\r\n")
            .find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))
            .unwrap_or_default();
        if parameter(disposition, "name").as_deref() == Some(field) {
            return Ok((disposition.to_owned(), &part[head_end + 4..end]));
        }
        rest = &part[end + delimiter.len()..];
    }
    Err(unreadable())
}

/// A parameter of a header, quoted or bare. Browsers write a quote in a name as `%22`, so that
/// the next quote always ends it.
fn parameter(header: &str, name: &str) -> Option<String> {
    let start = header.to_ascii_lowercase().find(&format!(" {name}="))? + name.len() + 2;
    let value = match header[start..].strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?.0,
        None => header[start..].split(';').next().unwrap_or_default().trim(),
    };
    Some(value.to_owned())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = wanted.first()?;
    let mut from = 0;
    while let Some(step) = bytes[from..].iter().position(|byte| byte == first) {
        from += step;
        if bytes[from..].starts_with(wanted) {
            return Some(from);
        }
        from += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=----x";

    fn body(file_name: &str, contents: &[u8]) -> Vec<u8> {
        let head = format!(
            "------x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n\
             ------x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\n\
             Content-Type: text/csv\r\n\r\n"
        );
        [head.as_bytes(), contents, b"\r\n------x--\r\n"].concat()
    }

    #[test]
    fn the_file_comes_out_as_it_went_in() {
        let contents = b"\r\n--not the end\r\n\r\n\x00\xff----x\r\n";
        let body = body("対象者; 2026.csv", contents);
        let upload = file(TYPE, &body, "file").expect("a file");
        assert_eq!(upload.bytes, contents);
        assert_eq!(upload.name, "対象者; 2026.csv");
    }

    #[test]
    fn what_was_typed_beside_a_file_is_read_too() {
        let body = Bytes::from(body("a.csv", b"1,2"));
        let posted = Posted { content_type: TYPE.into(), body };
        assert_eq!(posted.text("note"), "hello");
        assert_eq!(posted.text("other"), "");
        assert_eq!(posted.file("file").expect("a file").bytes, b"1,2");
    }

    #[test]
    fn no_file_chosen_is_its_own_sentence() {
        let error = file(TYPE, &body("", b""), "file").expect_err("no file");
        assert!(error.sentence().contains("選ばれていません"));
    }

    #[test]
    fn bodies_cut_off_or_of_another_kind_are_refused() {
        let body = body("a.csv", b"1,2");
        for end in 0..body.len() - 16 {
            assert!(file(TYPE, &body[..end], "file").is_err(), "cut after {end} bytes");
        }
        assert!(file("application/x-www-form-urlencoded", b"file=a", "file").is_err());
        assert!(file("multipart/form-data", &body, "file").is_err());
        assert!(file(TYPE, &body, "other").is_err());
    }
}
