//! Limits on what is read. Each stands far above honest files, and far below what would stop the server.

/// Most columns of a table; a spreadsheet has at most 16,384, a CRM export a few hundred.
pub const COLUMNS_MAX: usize = 2_048;

/// Longest cell, in bytes; a spreadsheet's cell holds 32,767 characters.
pub const CELL_BYTES_MAX: usize = 128 * 1024;

/// Longest row, in bytes. An unclosed quote would make a row of the whole rest of the file.
pub const ROW_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Largest delimited text file, in bytes.
pub const TEXT_FILE_BYTES_MAX: u64 = 16 * 1024 * 1024 * 1024;

/// Largest spreadsheet file as it lies on the disk, in bytes.
pub const XLSX_FILE_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// Most bytes that a spreadsheet's parts may unpack to, all together.
pub const XLSX_UNPACKED_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;

/// Most bytes of those parts of a spreadsheet that must be held in memory: shared texts, styles, lists of sheets.
pub const XLSX_HELD_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// Most parts in a spreadsheet's archive.
pub const XLSX_PARTS_MAX: usize = 10_000;

/// Largest messenger export, in bytes; a longer thread comes in several files.
pub const MESSENGER_FILE_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// Most messages of one thread file.
pub const MESSAGES_MAX: usize = 5_000_000;

/// Most participants of one thread.
pub const PARTICIPANTS_MAX: usize = 10_000;

/// Largest financial statement, in bytes, packed or not; attachments of tens of megabytes are usual.
pub const STATEMENT_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// Most bytes that the statements of one archive may unpack to, all together.
pub const STATEMENTS_UNPACKED_BYTES_MAX: u64 = 1024 * 1024 * 1024;

/// Most files in an archive of statements.
pub const ARCHIVE_PARTS_MAX: usize = 1_000;

/// How many times its size a file of an archive may unpack to; XML packs to a tenth, rarely to a fiftieth.
pub const UNPACKING_RATIO_MAX: u64 = 200;

/// Bytes that a file of an archive may unpack to whatever its size is.
pub const UNPACKING_FREE_BYTES: u64 = 1024 * 1024;

/// Longest text or tag of an XML file that is held, in bytes. Attachments are passed over without being held.
pub const XML_TOKEN_BYTES_MAX: usize = 1024 * 1024;

/// Deepest nesting of an XML file; statements have some fifteen levels.
pub const XML_DEPTH_MAX: usize = 64;

/// Largest document that a signature may hold as base64, in bytes of base64.
pub const SIGNED_BYTES_MAX: u64 = 96 * 1024 * 1024;

/// Most lines of business that a statement may list.
pub const PKD_CODES_MAX: usize = 64;

/// Rows at the start in which the header is looked for.
pub const HEADER_SCAN_ROWS: usize = 50;

/// Bytes at the start from which the delimiter and the kind of file are told.
pub const SNIFF_BYTES: usize = 64 * 1024;
