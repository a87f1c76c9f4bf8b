//! The text of an XML file as UTF-8, whatever it is written in, within limits.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use memchr::{memchr, memrchr2};

use crate::FormatError;
use crate::limits::{SNIFF_BYTES, XML_TOKEN_BYTES_MAX};
use crate::sniff::{Encoding, Utf8Reader, read_full};

/// An XML file, being read.
pub(super) type Source<'r> = Bounded<BufReader<Utf8Reader<Box<dyn Read + 'r>>>>;

/// Opens a stream of XML: its encoding is what its byte order mark says, or its first line.
pub(super) fn open<'r>(mut stream: impl Read + 'r) -> Result<Source<'r>, FormatError> {
    let mut start = vec![0; 512];
    let length = read_full(&mut stream, &mut start).map_err(|error| told(&error))?;
    start.truncate(length);
    let encoding = encoding(&start)?;
    let whole: Box<dyn Read + 'r> = Box::new(Cursor::new(start).chain(stream));
    Ok(Bounded {
        inner: BufReader::with_capacity(SNIFF_BYTES, Utf8Reader::new(whole, encoding)),
        run: 0,
        bounded: true,
    })
}

fn encoding(start: &[u8]) -> Result<Encoding, FormatError> {
    match start {
        [0xef, 0xbb, 0xbf, ..] => return Ok(Encoding::Utf8),
        [0xff, 0xfe, ..] | [b'<', 0, ..] => return Ok(Encoding::Utf16Le),
        [0xfe, 0xff, ..] | [0, b'<', ..] => return Ok(Encoding::Utf16Be),
        _ => {}
    }
    let Some(declaration) = start.strip_prefix(b"<?xml") else { return Ok(Encoding::Utf8) };
    let end = declaration.iter().position(|byte| *byte == b'>').unwrap_or(declaration.len());
    let declaration =
        String::from_utf8_lossy(declaration.get(..end).unwrap_or_default()).to_ascii_lowercase();
    let Some((_, stated)) = declaration.split_once("encoding") else { return Ok(Encoding::Utf8) };
    let stated = stated.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '=');
    let stated = stated.trim_start_matches(['"', '\'']);
    let name = stated.split(['"', '\'', ' ', '?']).next().unwrap_or_default();
    match name {
        "utf-8" | "utf8" | "us-ascii" => Ok(Encoding::Utf8),
        "windows-1250" | "cp1250" => Ok(Encoding::Windows1250),
        "iso-8859-2" | "latin2" => Ok(Encoding::Iso8859_2),
        _ => Err(FormatError::WrongCharset),
    }
}

/// A reader that fails where a run without `<` or `>` is longer than the limit, so that no parser collects it. While
/// it is not bounded, text is passed over without being collected.
pub(super) struct Bounded<R> {
    inner: R,
    run: usize,
    bounded: bool,
}

impl<R: Read> Bounded<BufReader<Utf8Reader<R>>> {
    /// Whether some bytes were no characters of the encoding.
    pub fn replaced(&self) -> bool {
        self.inner.get_ref().replaced()
    }
}

impl<R: BufRead> Bounded<R> {
    /// Passes over everything before the next `<`, whatever its length.
    pub fn skip_text(&mut self) -> io::Result<()> {
        self.bounded = false;
        loop {
            let buffer = self.inner.fill_buf()?;
            let (length, found) = match memchr(b'<', buffer) {
                Some(place) => (place, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.inner.consume(length);
            if found {
                break;
            }
        }
        (self.run, self.bounded) = (0, true);
        Ok(())
    }

    /// Text up to the next `<`, of at most `limit` bytes.
    pub fn text(&mut self, limit: u64) -> io::Result<Option<Vec<u8>>> {
        let mut text = Vec::new();
        loop {
            let buffer = self.inner.fill_buf()?;
            let end = memchr(b'<', buffer);
            let length = end.unwrap_or(buffer.len());
            if (text.len() + length) as u64 > limit {
                return Ok(None);
            }
            text.extend_from_slice(buffer.get(..length).unwrap_or_default());
            let is_over = end.is_some() || buffer.is_empty();
            self.inner.consume(length);
            if is_over {
                self.run = 0;
                return Ok(Some(text));
            }
        }
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(buffer.len());
        let (Some(from), Some(to)) = (available.get(..length), buffer.get_mut(..length)) else {
            return Ok(0);
        };
        to.copy_from_slice(from);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.bounded && self.run > XML_TOKEN_BYTES_MAX {
            return Err(io::Error::new(io::ErrorKind::InvalidData, Excess::Token));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let taken = self.inner.fill_buf().unwrap_or_default();
        let taken = taken.get(..amount).unwrap_or_default();
        // A tag is a run as well: an attribute has a limit too.
        match memrchr2(b'<', b'>', taken) {
            Some(place) => self.run = amount - place,
            None => self.run += amount,
        }
        self.inner.consume(amount);
    }
}

/// A stream that fails where more comes out of it than may.
pub(super) struct Capped<R> {
    inner: R,
    limit: u64,
    taken: u64,
}

impl<R> Capped<R> {
    /// A stream of at most `limit` bytes.
    pub fn new(inner: R, limit: u64) -> Self {
        Self { inner, limit, taken: 0 }
    }

    /// How many bytes have come out.
    pub fn taken(&self) -> u64 {
        self.taken
    }
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.taken += length as u64;
        if self.taken > self.limit {
            return Err(io::Error::new(io::ErrorKind::InvalidData, Excess::Unpacked { limit: self.limit }));
        }
        Ok(length)
    }
}

/// A limit that was met while reading, told through readers that know errors of reading only.
#[derive(Debug, thiserror::Error)]
enum Excess {
    #[error("a token of the XML is too long")]
    Token,
    #[error("more than {limit} bytes come out")]
    Unpacked { limit: u64 },
}

/// The error that a reader told.
pub(super) fn told(error: &io::Error) -> FormatError {
    match error.get_ref().and_then(|inner| inner.downcast_ref()) {
        Some(Excess::Token) => FormatError::XmlTooLarge { limit_bytes: XML_TOKEN_BYTES_MAX as u64 },
        Some(Excess::Unpacked { limit }) => FormatError::UnpacksTooLarge { limit_bytes: *limit },
        None => FormatError::Io(error.kind().into()),
    }
}
