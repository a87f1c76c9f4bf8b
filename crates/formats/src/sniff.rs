//! What a text file is written in: its encoding and its delimiter. File extensions are not trusted.

use crate::limits::SNIFF_BYTES;
use encoding_rs::{CoderResult, Decoder, ISO_8859_2, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250};
use serde::{Deserialize, Serialize};
use std::io::{self, Read};

/// How the characters of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// The Central European code page of Windows.
    Windows1250,
    /// ISO 8859-2, Latin 2.
    Iso8859_2,
}

impl Encoding {
    /// The usual name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1250 => "Windows-1250",
            Self::Iso8859_2 => "ISO-8859-2",
        }
    }

    fn decoder(self) -> Decoder {
        let encoding = match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Windows1250 => WINDOWS_1250,
            Self::Iso8859_2 => ISO_8859_2,
        };
        encoding.new_decoder_with_bom_removal()
    }
}

/// Tells the encoding of a whole stream: byte order mark, else valid UTF-8, else the code page whose Polish letters
/// occur more often. The stream is read to its end in chunks; its length in bytes comes with the answer.
pub fn encoding(mut stream: impl Read) -> io::Result<(Encoding, u64)> {
    let mut chunk = vec![0; SNIFF_BYTES];
    let mut evidence = Evidence::default();
    loop {
        let length = read_full(&mut stream, &mut chunk)?;
        evidence.take(chunk.get(..length).unwrap_or_default());
        if length < chunk.len() {
            return Ok((evidence.verdict(), evidence.bytes));
        }
    }
}

/// What the bytes seen so far say about the encoding.
#[derive(Default)]
struct Evidence {
    bytes: u64,
    marked: Option<Encoding>,
    broken_utf8: bool,
    /// The start of a character that the last chunk cut: its bytes and how many of them there are.
    cut: ([u8; 4], usize),
    windows_letters: u64,
    iso_letters: u64,
}

impl Evidence {
    fn take(&mut self, chunk: &[u8]) {
        if self.bytes == 0 {
            self.marked = marked(chunk).or_else(|| unmarked_utf16(chunk));
        }
        self.bytes += chunk.len() as u64;
        if self.marked.is_some() {
            return;
        }
        if !self.broken_utf8 {
            self.check_utf8(chunk);
        }
        // In a code page the first letter beyond ASCII breaks UTF-8, so nothing worth counting comes before.
        if self.broken_utf8 {
            for byte in chunk {
                match byte {
                    0x9c | 0x9f | 0xb9 | 0xa5 | 0x8c | 0x8f => self.windows_letters += 1,
                    0xb6 | 0xbc | 0xb1 | 0xa1 | 0xa6 | 0xac => self.iso_letters += 1,
                    _ => {}
                }
            }
        }
    }

    fn check_utf8(&mut self, mut chunk: &[u8]) {
        while self.cut.1 > 0 {
            let Some((next, rest)) = chunk.split_first() else { return };
            if let Some(place) = self.cut.0.get_mut(self.cut.1) {
                *place = *next;
            }
            (self.cut.1, chunk) = (self.cut.1 + 1, rest);
            match std::str::from_utf8(self.cut.0.get(..self.cut.1).unwrap_or_default()) {
                Ok(_) => self.cut.1 = 0,
                Err(error) if error.error_len().is_some() || self.cut.1 >= 4 => {
                    self.broken_utf8 = true;
                    return;
                }
                Err(_) => {}
            }
        }
        if let Err(error) = std::str::from_utf8(chunk) {
            self.broken_utf8 = error.error_len().is_some();
            let tail = chunk.get(error.valid_up_to()..).unwrap_or_default();
            for (place, byte) in self.cut.0.iter_mut().zip(tail) {
                *place = *byte;
            }
            self.cut.1 = tail.len().min(4);
        }
    }

    fn verdict(&self) -> Encoding {
        match self.marked {
            Some(encoding) => encoding,
            None if !self.broken_utf8 && self.cut.1 == 0 => Encoding::Utf8,
            None if self.iso_letters > self.windows_letters => Encoding::Iso8859_2,
            None => Encoding::Windows1250,
        }
    }
}

/// The encoding that a byte order mark states.
fn marked(start: &[u8]) -> Option<Encoding> {
    match start {
        [0xef, 0xbb, 0xbf, ..] => Some(Encoding::Utf8),
        [0xff, 0xfe, ..] => Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// UTF-16 without a mark: Latin text has a zero in nearly every second byte.
fn unmarked_utf16(start: &[u8]) -> Option<Encoding> {
    let start = start.get(..start.len().min(1024) & !1)?;
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (high, low, most) = (zeros(0), zeros(1), start.len() / 2 * 7 / 10);
    match (low > most && high == 0, high > most && low == 0) {
        (true, false) => Some(Encoding::Utf16Le),
        (false, true) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// Reads until the buffer is full or the stream ends.
pub(crate) fn read_full(stream: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(room) = buffer.get_mut(filled..).filter(|room| !room.is_empty()) {
        match stream.read(room) {
            Ok(0) => break,
            Ok(length) => filled += length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// A stream turned into UTF-8 as it is read, without its byte order mark. What cannot be read becomes U+FFFD.
pub struct Utf8Reader<R> {
    stream: R,
    /// Gone once the stream has been decoded to its end.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    bytes_read: u64,
    replaced: bool,
    /// Decoded bytes that a caller with little room has not taken yet, and how many of them there are.
    spill: ([u8; ROOM_BYTES_MIN], usize),
}

/// Room in which the decoder surely makes progress: some characters of four bytes.
const ROOM_BYTES_MIN: usize = 16;

impl<R: Read> Utf8Reader<R> {
    /// Decodes the stream from the encoding.
    pub fn new(stream: R, encoding: Encoding) -> Self {
        Self {
            stream,
            decoder: Some(encoding.decoder()),
            raw: vec![0; SNIFF_BYTES],
            start: 0,
            end: 0,
            ended: false,
            bytes_read: 0,
            replaced: false,
            spill: ([0; ROOM_BYTES_MIN], 0),
        }
    }

    /// Bytes taken from the stream so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    /// Whether some bytes were no characters and had to be replaced.
    pub fn replaced(&self) -> bool {
        self.replaced
    }

    /// Decodes into a room of at least [`ROOM_BYTES_MIN`]; 0 only at the end of the stream.
    fn decode(&mut self, room: &mut [u8]) -> io::Result<usize> {
        while let Some(decoder) = &mut self.decoder {
            if self.start == self.end && !self.ended {
                self.end = read_full(&mut self.stream, &mut self.raw)?;
                self.start = 0;
                self.bytes_read += self.end as u64;
                self.ended = self.end < self.raw.len();
            }
            let raw = self.raw.get(self.start..self.end).unwrap_or_default();
            let (result, taken, written, replaced) = decoder.decode_to_utf8(raw, room, self.ended);
            self.start += taken;
            self.replaced |= replaced;
            if self.ended && result == CoderResult::InputEmpty {
                self.decoder = None;
            }
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, output: &mut [u8]) -> io::Result<usize> {
        if self.spill.1 == 0 && output.len() >= ROOM_BYTES_MIN {
            return self.decode(output);
        }
        if self.spill.1 == 0 && !output.is_empty() {
            let mut spill = [0; ROOM_BYTES_MIN];
            let length = self.decode(&mut spill)?;
            self.spill = (spill, length);
        }
        let length = output.len().min(self.spill.1);
        for (place, byte) in output.iter_mut().take(length).zip(self.spill.0) {
            *place = byte;
        }
        self.spill.0.rotate_left(length);
        self.spill.1 -= length;
        Ok(length)
    }
}

/// Delimiters in the order in which they win a tie; `;` is what a Polish spreadsheet writes.
const DELIMITERS: [u8; 4] = [b';', b'\t', b',', b'|'];

/// Lines at the start from which the delimiter is told.
const DELIMITER_LINES: usize = 20;

/// The delimiter of a delimited text: stated by a first line `sep=;`, else the one that most of the first lines have
/// equally often outside quotes. `,` for a text of one column.
pub fn delimiter(start: &str) -> u8 {
    stated_delimiter(start).unwrap_or_else(|| {
        let scored = DELIMITERS.map(|delimiter| (score(start, delimiter), delimiter));
        let best = scored.iter().rev().max_by_key(|(score, _)| *score);
        best.filter(|((lines, _), _)| *lines > 0).map_or(b',', |(_, delimiter)| *delimiter)
    })
}

/// The delimiter that a first line `sep=;` states.
pub fn stated_delimiter(start: &str) -> Option<u8> {
    let line = start.lines().next()?.trim_matches(['"', ' ']);
    let stated =
        line.get(..4).filter(|name| name.eq_ignore_ascii_case("sep=")).and(line.as_bytes().get(4))?;
    (line.len() == 5 && stated.is_ascii() && !stated.is_ascii_alphanumeric() && *stated != b'"')
        .then_some(*stated)
}

/// How many lines agree on the count of this delimiter, and that count.
fn score(start: &str, delimiter: u8) -> (usize, usize) {
    let counts = delimiters_per_line(start.as_bytes(), delimiter);
    let agreeing = |count: usize| counts.iter().filter(|other| **other == count).count();
    counts.iter().filter(|count| **count > 0).map(|count| (agreeing(*count), *count)).max().unwrap_or((0, 0))
}

/// For each of the first records, how often the delimiter stands outside quotes. A quote opens only where a cell
/// begins, so that `5" disk` does not swallow the rest.
fn delimiters_per_line(bytes: &[u8], delimiter: u8) -> Vec<usize> {
    let mut counts = Vec::with_capacity(DELIMITER_LINES);
    let mut count = 0;
    let mut place = Place::CellStart;
    for byte in bytes {
        place = match (place, *byte) {
            (Place::Quoted, b'"') => Place::QuoteClosed,
            (Place::Quoted, _) => Place::Quoted,
            (Place::CellStart | Place::QuoteClosed, b'"') => Place::Quoted,
            (_, b'\n') => {
                counts.push(std::mem::take(&mut count));
                if counts.len() == DELIMITER_LINES {
                    return counts;
                }
                Place::CellStart
            }
            (_, found) if found == delimiter => {
                count += 1;
                Place::CellStart
            }
            _ => Place::Unquoted,
        };
    }
    counts.push(count);
    counts
}

/// Where in a delimited text a byte stands.
#[derive(Clone, Copy)]
enum Place {
    CellStart,
    Unquoted,
    Quoted,
    QuoteClosed,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (Encoding, String) {
        let (encoding, length) = encoding(bytes).unwrap();
        assert_eq!(length, bytes.len() as u64);
        let mut text = String::new();
        Utf8Reader::new(bytes, encoding).read_to_string(&mut text).unwrap();
        let mut by_byte = Vec::new();
        let (mut reader, mut byte) = (Utf8Reader::new(bytes, encoding), [0]);
        while reader.read(&mut byte).unwrap() == 1 {
            by_byte.push(byte[0]);
        }
        assert!(by_byte == text.as_bytes());
        (encoding, text)
    }

    #[test]
    fn polish_letters_survive_every_encoding() {
        let text = "Imię;Ulica\nŚwiętosława Źdźbło;Żółta gęś łódź ćma";
        let utf16 = |big: bool| -> Vec<u8> {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let iso: Vec<u8> = text.chars().map(iso_byte).collect();
        let (windows, _, _) = WINDOWS_1250.encode(text);
        assert_eq!(decoded(text.as_bytes()), (Encoding::Utf8, text.into()));
        assert_eq!(decoded(&[b"\xef\xbb\xbf", text.as_bytes()].concat()), (Encoding::Utf8, text.into()));
        assert_eq!(decoded(&utf16(false)), (Encoding::Utf16Le, text.into()));
        assert_eq!(decoded(&utf16(true)), (Encoding::Utf16Be, text.into()));
        assert_eq!(decoded(&utf16(false)[2..]).0, Encoding::Utf16Le);
        assert_eq!(decoded(&windows), (Encoding::Windows1250, text.into()));
        assert_eq!(decoded(&iso), (Encoding::Iso8859_2, text.into()));
    }

    fn iso_byte(character: char) -> u8 {
        ISO_8859_2.encode(&character.to_string()).0[0]
    }

    #[test]
    fn a_letter_cut_by_the_chunk_border_is_still_utf8() {
        for padding in 0..4 {
            let text = format!("{}{}", "a".repeat(SNIFF_BYTES - padding), "łódź🙂".repeat(3));
            assert!(decoded(text.as_bytes()) == (Encoding::Utf8, text));
        }
    }

    #[test]
    fn a_code_page_that_shows_late_is_still_found() {
        let bytes = [b"a;b\n".repeat(SNIFF_BYTES).as_slice(), b"\x9cwi\xeato"].concat();
        assert_eq!(decoded(&bytes).0, Encoding::Windows1250);
    }

    #[test]
    fn delimiters_are_told_from_decimals_and_quotes() {
        for (text, expected) in [
            ("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5", b';'),
            ("a,b\n\"x;y;z\",2\n\"x;y\n;z\",2", b','),
            ("name\tdate\nJan\tSep 1, 2026, 10:00", b'\t'),
            ("sep=|\na|b;c;d", b'|'),
            ("email\njan@example.test", b','),
            ("a,b\n5\" disk,1\n3\" disk,2", b','),
            ("a,b\n\"he said \"\"x;y\"\" ;\",1", b','),
            ("", b','),
        ] {
            assert_eq!(char::from(delimiter(text)), char::from(expected), "{text}");
        }
    }
}
