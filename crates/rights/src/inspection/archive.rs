//! The container of a pack: a ZIP of stored files in one fixed layout, without dates and attributes. There is only one
//! way to write given files, so a reader writes them again and compares: no byte of it can differ unnoticed.

/// Files with their names, in their order.
pub type Files = Vec<(String, Vec<u8>)>;

/// Bytes of a pack at most; a reader takes no more.
pub const BYTES_MAX: usize = 1 << 30;
/// Bytes of a name at most.
const NAME_MAX: usize = 200;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Version 2.0, and names in UTF-8.
const VERSION: u16 = 20;
const UTF8: u16 = 1 << 11;
/// 1 January 1980, the day on which the calendar of the format begins.
const FIRST_DAY: u16 = 1 << 5 | 1;

/// Why bytes are no container of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no pack of evidence, or its container was changed")]
pub struct ArchiveError;

/// Writes files.
///
/// # Errors
/// Where there is too much for the format.
pub fn write(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ArchiveError> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let at = small(out.len())?;
        let head = Head::of(name, bytes)?;
        put(&mut out, &[&LOCAL.to_le_bytes()]);
        head.put(&mut out);
        put(&mut out, &[name.as_bytes(), bytes]);
        put(&mut directory, &[&CENTRAL.to_le_bytes(), &VERSION.to_le_bytes()]);
        head.put(&mut directory);
        // No remark, the first disk, no attributes.
        put(&mut directory, &[&[0; 10], &at.to_le_bytes(), name.as_bytes()]);
    }
    let (begins, length) = (small(out.len())?, small(directory.len())?);
    let count = u16::try_from(files.len()).map_err(|_| ArchiveError)?.to_le_bytes();
    put(&mut out, &[&directory, &END.to_le_bytes(), &[0; 4], &count, &count]);
    put(&mut out, &[&length.to_le_bytes(), &begins.to_le_bytes(), &[0; 2]]);
    if out.len() > BYTES_MAX { Err(ArchiveError) } else { Ok(out) }
}

/// Reads what [`write`] wrote, and nothing else.
///
/// # Errors
/// Where a single byte is not as it would be written.
pub fn read(bytes: &[u8]) -> Result<Files, ArchiveError> {
    let (mut files, mut rest) = (Vec::new(), bytes);
    while rest.starts_with(&LOCAL.to_le_bytes()) {
        let head = rest.get(..30).ok_or(ArchiveError)?;
        let number = |from: usize| head.get(from..from + 4).and_then(|four| four.try_into().ok());
        let length = number(22).map(u32::from_le_bytes).ok_or(ArchiveError)? as usize;
        let named = head.get(26..28).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes);
        let named = usize::from(named.ok_or(ArchiveError)?);
        let after = rest.get(30..).ok_or(ArchiveError)?;
        let (name, after) = after.split_at_checked(named).ok_or(ArchiveError)?;
        let (content, after) = after.split_at_checked(length).ok_or(ArchiveError)?;
        let name = std::str::from_utf8(name).map_err(|_| ArchiveError)?.to_owned();
        files.push((name, content.to_vec()));
        rest = after;
    }
    if write(&files)? == bytes { Ok(files) } else { Err(ArchiveError) }
}

/// What stands about a file both before it and in the directory.
struct Head {
    crc: u32,
    length: u32,
    named: u16,
}

impl Head {
    fn of(name: &str, bytes: &[u8]) -> Result<Self, ArchiveError> {
        let plain = |letter: u8| letter.is_ascii_alphanumeric() || b"._-".contains(&letter);
        if name.is_empty() || name.len() > NAME_MAX || !name.bytes().all(plain) {
            return Err(ArchiveError);
        }
        let named = u16::try_from(name.len()).map_err(|_| ArchiveError)?;
        Ok(Self { crc: crc32(bytes), length: small(bytes.len())?, named })
    }

    fn put(&self, out: &mut Vec<u8>) {
        put(out, &[&VERSION.to_le_bytes(), &UTF8.to_le_bytes(), &[0; 2], &[0; 2], &FIRST_DAY.to_le_bytes()]);
        let length = self.length.to_le_bytes();
        put(out, &[&self.crc.to_le_bytes(), &length, &length, &self.named.to_le_bytes(), &[0; 2]]);
    }
}

fn put(out: &mut Vec<u8>, parts: &[&[u8]]) {
    parts.iter().for_each(|part| out.extend_from_slice(part));
}

fn small(length: usize) -> Result<u32, ArchiveError> {
    u32::try_from(length).map_err(|_| ArchiveError)
}

/// The check sum that the format wants (ISO 3309). What is checked by it here is checked by SHA-256 as well.
fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0_u32; 256];
        let mut place = 0;
        while place < 256 {
            let (mut value, mut bit) = (place as u32, 0);
            while bit < 8 {
                value = if value & 1 == 1 { value >> 1 ^ 0xedb8_8320 } else { value >> 1 };
                bit += 1;
            }
            table[place] = value;
            place += 1;
        }
        table
    };
    let step = |crc: u32, byte: &u8| {
        let entry = TABLE.get((crc as u8 ^ byte) as usize).copied().unwrap_or_default();
        entry ^ crc >> 8
    };
    !bytes.iter().fold(!0, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        vec![
            ("one.txt".into(), b"hello".to_vec()),
            ("two.json".into(), vec![]),
            ("three.bin".into(), vec![7; 99]),
        ]
    }

    #[test]
    fn the_check_sum_is_that_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn what_was_written_reads_back_and_every_flipped_bit_is_found() {
        let bytes = write(&files()).unwrap();
        assert_eq!(read(&bytes), Ok(files()));
        for place in 0..bytes.len() {
            for bit in 0..8 {
                let mut changed = bytes.clone();
                changed[place] ^= 1 << bit;
                let found = read(&changed);
                // A flipped bit of a content is found by its check sum here and by its hash in the manifest.
                assert!(found.is_err(), "byte {place}, bit {bit}");
            }
        }
        for cut in 0..bytes.len() {
            assert!(read(&bytes[..cut]).is_err());
        }
        let longer = [bytes.as_slice(), b"x"].concat();
        assert!(read(&longer).is_err());
    }

    #[test]
    fn names_that_could_lead_elsewhere_are_refused() {
        for name in ["", "../up", "a/b", "C:evil", "ż", "a\0b"] {
            assert_eq!(write(&[(name.to_owned(), vec![])]), Err(ArchiveError), "{name:?}");
        }
    }

    #[test]
    fn other_readers_of_the_format_read_it() {
        let bytes = write(&files()).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for (place, (name, content)) in files().into_iter().enumerate() {
            let mut file = zip.by_index(place).unwrap();
            assert_eq!(file.name().unwrap(), name);
            let mut read = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut read).unwrap();
            assert_eq!(read, content);
        }
    }
}
