//! A value with only those of its fields that templates ask for: the others cost nothing when a page
//! is described to its template. It changes no field that is left.

use serde::ser::{Serialize, SerializeSeq, SerializeStruct, Serializer};

use crate::render::mentions::Mention;

/// A value, and what is asked of it.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a, T: ?Sized> {
    /// The value.
    pub value: &'a T,
    /// What is asked of it.
    pub asked: Mention<'a>,
}

impl<T: Serialize + ?Sized> Serialize for Fields<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(Sieve { inner: serializer, asked: self.asked })
    }
}

/// Hands on what is asked for, to what describes the value or one of its lists and structs.
struct Sieve<'a, S> {
    inner: S,
    asked: Mention<'a>,
}

/// What has no fields goes on as it is.
macro_rules! plain {
    ($($name:ident($($value:ident: $kind:ty),*));* $(;)?) => {
        $(fn $name(self, $($value: $kind),*) -> Result<S::Ok, S::Error> { self.inner.$name($($value),*) })*
    };
}

impl<'a, S: Serializer> Serializer for Sieve<'a, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Sieve<'a, S::SerializeSeq>;
    type SerializeTuple = S::SerializeTuple;
    type SerializeTupleStruct = S::SerializeTupleStruct;
    type SerializeTupleVariant = S::SerializeTupleVariant;
    type SerializeMap = S::SerializeMap;
    type SerializeStruct = Sieve<'a, S::SerializeStruct>;
    type SerializeStructVariant = S::SerializeStructVariant;

    plain! {
        serialize_bool(value: bool);
        serialize_i8(value: i8);
        serialize_i16(value: i16);
        serialize_i32(value: i32);
        serialize_i64(value: i64);
        serialize_u8(value: u8);
        serialize_u16(value: u16);
        serialize_u32(value: u32);
        serialize_u64(value: u64);
        serialize_f32(value: f32);
        serialize_f64(value: f64);
        serialize_char(value: char);
        serialize_str(value: &str);
        serialize_bytes(value: &[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(name: &'static str);
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str);
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.serialize_some(&Fields { value, asked: self.asked })
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.serialize_newtype_struct(name, value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.inner.serialize_newtype_variant(name, index, variant, value)
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        Ok(Sieve { inner: self.inner.serialize_seq(len)?, asked: self.asked })
    }

    fn serialize_tuple(self, len: usize) -> Result<S::SerializeTuple, S::Error> {
        self.inner.serialize_tuple(len)
    }

    fn serialize_tuple_struct(self, name: &'static str, len: usize) -> Result<S::SerializeTupleStruct, S::Error> {
        self.inner.serialize_tuple_struct(name, len)
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<S::SerializeTupleVariant, S::Error> {
        self.inner.serialize_tuple_variant(name, index, variant, len)
    }

    fn serialize_map(self, len: Option<usize>) -> Result<S::SerializeMap, S::Error> {
        self.inner.serialize_map(len)
    }

    fn serialize_struct(self, name: &'static str, len: usize) -> Result<Self::SerializeStruct, S::Error> {
        let len = self.asked.fields().map_or(len, |asked| asked.min(len));
        Ok(Sieve { inner: self.inner.serialize_struct(name, len)?, asked: self.asked })
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<S::SerializeStructVariant, S::Error> {
        self.inner.serialize_struct_variant(name, index, variant, len)
    }
}

impl<S: SerializeSeq> SerializeSeq for Sieve<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        self.inner.serialize_element(&Fields { value, asked: self.asked })
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}

impl<S: SerializeStruct> SerializeStruct for Sieve<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), S::Error> {
        match self.asked.field(key) {
            Mention::Nothing => self.inner.skip_field(key),
            asked => self.inner.serialize_field(key, &Fields { value, asked }),
        }
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}
