//! Rows as a stream of bytes, the same for both engines: a header, tables with their rows, and the counts at the end.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;

use crate::sql::Value;

/// The longest text or byte string: more than any box, and short enough to be held.
const LENGTH_MAX: u32 = 1 << 30;

/// A damaged or foreign stream.
pub(super) fn unreadable() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the archive holds no rows of this program")
}

pub(crate) fn put_row(out: &mut impl Write, row: &[Value]) -> io::Result<()> {
    out.write_all(b"R")?;
    for value in row {
        match value {
            Value::Null => out.write_all(b"n")?,
            Value::Int(int) => {
                out.write_all(b"i")?;
                out.write_all(&int.to_be_bytes())?;
            }
            Value::Text(text) => put_bytes(out, b't', text.as_bytes())?,
            Value::Bytes(bytes) => put_bytes(out, b'b', bytes)?,
        }
    }
    Ok(())
}

/// A part that is no row: the header, a table, the counts.
pub(super) fn put_part(out: &mut impl Write, kind: u8, part: &impl serde::Serialize) -> io::Result<()> {
    put_bytes(out, kind, &serde_json::to_vec(part)?)
}

fn put_bytes(out: &mut impl Write, kind: u8, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= LENGTH_MAX);
    out.write_all(&[kind])?;
    out.write_all(&length.ok_or_else(unreadable)?.to_be_bytes())?;
    out.write_all(bytes)
}

pub(super) fn kind(input: &mut impl Read) -> io::Result<u8> {
    let mut kind = [0];
    input.read_exact(&mut kind)?;
    Ok(u8::from_be_bytes(kind))
}

pub(crate) fn row(input: &mut impl Read, columns: usize) -> io::Result<Vec<Value>> {
    (0..columns)
        .map(|_| match kind(input)? {
            b'n' => Ok(Value::Null),
            b'i' => {
                let mut int = [0; 8];
                input.read_exact(&mut int)?;
                Ok(Value::Int(i64::from_be_bytes(int)))
            }
            b't' => String::from_utf8(bytes(input)?).map(Value::Text).map_err(|_| unreadable()),
            b'b' => bytes(input).map(Value::Bytes),
            _ => Err(unreadable()),
        })
        .collect()
}

pub(super) fn part<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<T> {
    serde_json::from_slice(&bytes(input)?).map_err(|_| unreadable())
}

fn bytes(input: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let length = u32::from_be_bytes(length);
    if length > LENGTH_MAX {
        return Err(unreadable());
    }
    let mut bytes = Vec::new();
    input.take(length.into()).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == u64::from(length) { Ok(bytes) } else { Err(unreadable()) }
}
