//! Values and rows as both engines understand them.

use jiff::Timestamp;
use zgoda_law::{FactNo, FieldId, PurposeId, SubjectId};

use super::SqlError;

/// One SQL value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// `BIGINT`.
    Int(i64),
    /// `TEXT`.
    Text(String),
    /// `BYTEA` or `BLOB`.
    Bytes(Vec<u8>),
}

macro_rules! int_values {
    ($($type:ty),+) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::Int(i64::from(value))
            }
        }
    )+};
}
int_values!(i64, i32, u32, u16, u8, bool);

/// A count. None comes near the end of `BIGINT`.
impl From<u64> for Value {
    fn from(count: u64) -> Self {
        Self::Int(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(value: [u8; N]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl From<Timestamp> for Value {
    fn from(value: Timestamp) -> Self {
        Self::Int(value.as_microsecond())
    }
}

impl From<SubjectId> for Value {
    fn from(value: SubjectId) -> Self {
        Self::Bytes(value.as_bytes().to_vec())
    }
}

impl From<FactNo> for Value {
    fn from(value: FactNo) -> Self {
        Self::Int(value.0.into())
    }
}

impl From<FieldId> for Value {
    fn from(value: FieldId) -> Self {
        Self::Int(value.0.into())
    }
}

impl From<PurposeId> for Value {
    fn from(value: PurposeId) -> Self {
        Self::Int(value.0.into())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Something that can be read from a [`Value`].
pub trait FromValue: Sized {
    /// What a reader calls it in an error.
    const EXPECTED: &'static str;

    /// Reads it, or `None` where the value is of another kind or range.
    fn from_value(value: &Value) -> Option<Self>;
}

macro_rules! read_ints {
    ($($type:ty),+) => {$(
        impl FromValue for $type {
            const EXPECTED: &'static str = stringify!($type);

            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    Value::Int(int) => (*int).try_into().ok(),
                    _ => None,
                }
            }
        }
    )+};
}
read_ints!(i64, u64, i32, u32, u16, u8, usize);

impl FromValue for bool {
    const EXPECTED: &'static str = "truth value";

    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(|int| int != 0)
    }
}

impl FromValue for String {
    const EXPECTED: &'static str = "text";

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
}

impl FromValue for Vec<u8> {
    const EXPECTED: &'static str = "byte string";

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => Some(bytes.clone()),
            _ => None,
        }
    }
}

impl<const N: usize> FromValue for [u8; N] {
    const EXPECTED: &'static str = "byte string of fixed length";

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => bytes.as_slice().try_into().ok(),
            _ => None,
        }
    }
}

impl FromValue for Timestamp {
    const EXPECTED: &'static str = "time";

    fn from_value(value: &Value) -> Option<Self> {
        Self::from_microsecond(i64::from_value(value)?).ok()
    }
}

impl FromValue for SubjectId {
    const EXPECTED: &'static str = "subject id";

    fn from_value(value: &Value) -> Option<Self> {
        <[u8; 16]>::from_value(value).map(Self::from_bytes)
    }
}

impl FromValue for FactNo {
    const EXPECTED: &'static str = "fact number";

    fn from_value(value: &Value) -> Option<Self> {
        u32::from_value(value).map(Self)
    }
}

impl FromValue for FieldId {
    const EXPECTED: &'static str = "field number";

    fn from_value(value: &Value) -> Option<Self> {
        u16::from_value(value).map(Self)
    }
}

impl FromValue for PurposeId {
    const EXPECTED: &'static str = "purpose number";

    fn from_value(value: &Value) -> Option<Self> {
        u16::from_value(value).map(Self)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            other => T::from_value(other).map(Some),
        }
    }
}

/// Closed sets of the law are stored by their stable small integers.
macro_rules! stored_sets {
    ($($set:ident),+ $(,)?) => {$(
        impl From<zgoda_law::$set> for Value {
            fn from(value: zgoda_law::$set) -> Self {
                Self::Int(value.number().into())
            }
        }

        impl FromValue for zgoda_law::$set {
            const EXPECTED: &'static str = stringify!($set);

            fn from_value(value: &Value) -> Option<Self> {
                u8::from_value(value).and_then(Self::from_number)
            }
        }
    )+};
}
stored_sets!(
    Action,
    Basis,
    Channel,
    ConsentState,
    Ending,
    InformationDuty,
    LifecycleGroup,
    NoticeStatus,
    ObjectionKind,
    PermissionKind,
    Role,
    SourceType,
    SubjectKind,
);

/// One row of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub(super) Vec<Value>);

impl From<Vec<Value>> for Row {
    fn from(columns: Vec<Value>) -> Self {
        Self(columns)
    }
}

impl Row {
    /// Reads the column at `position`, counted from zero.
    ///
    /// # Errors
    /// [`SqlError::Shape`] where it holds something else.
    pub fn get<T: FromValue>(&self, position: usize) -> Result<T, SqlError> {
        self.0
            .get(position)
            .and_then(T::from_value)
            .ok_or(SqlError::Shape { column: position, expected: T::EXPECTED })
    }

    /// Reads the last column.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub(crate) fn last<T: FromValue>(&self) -> Result<T, SqlError> {
        self.get(self.0.len().saturating_sub(1))
    }

    /// Looks at the bytes in the column at `position`.
    ///
    /// # Errors
    /// [`SqlError::Shape`] where it holds something else.
    pub(crate) fn bytes(&self, position: usize) -> Result<&[u8], SqlError> {
        match self.0.get(position) {
            Some(Value::Bytes(bytes)) => Ok(bytes),
            _ => Err(SqlError::Shape { column: position, expected: <Vec<u8>>::EXPECTED }),
        }
    }

    /// Looks at the text in the column at `position`.
    ///
    /// # Errors
    /// [`SqlError::Shape`] where it holds something else.
    pub(crate) fn text(&self, position: usize) -> Result<&str, SqlError> {
        match self.0.get(position) {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(SqlError::Shape { column: position, expected: String::EXPECTED }),
        }
    }
}
