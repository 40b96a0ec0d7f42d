//! A serializer that collects the texts of secrets and ignores everything else.

use std::fmt::{Display, Error};

use tinsmith_types::codegen::SECRET;
use tinsmith_types::codegen::serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use zeroize::Zeroizing;

/// The texts found so far; they are wiped on drop.
#[derive(Default)]
pub struct Collector {
    pub secrets: Vec<Zeroizing<String>>,
    is_secret: bool,
}

/// Scalars without text.
macro_rules! ignored {
    ($($function:ident: $type:ty),*) => {$(
        fn $function(self, _: $type) -> Result<(), Error> {
            Ok(())
        }
    )*};
}

/// Serializers of compound values, which descend into each part.
macro_rules! compounds {
    ($($compound:ident: $function:ident $(($key:ident))?),*) => {$(
        impl $compound for &mut Collector {
            type Ok = ();
            type Error = Error;

            fn $function<T: Serialize + ?Sized>(&mut self, $($key: &'static str,)? value: &T) -> Result<(), Error> {
                $(let _ = $key;)?
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Error> {
                Ok(())
            }
        }
    )*};
}

impl<'a> Serializer for &'a mut Collector {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = &'a mut Collector;
    type SerializeTuple = &'a mut Collector;
    type SerializeTupleStruct = &'a mut Collector;
    type SerializeTupleVariant = &'a mut Collector;
    type SerializeMap = &'a mut Collector;
    type SerializeStruct = &'a mut Collector;
    type SerializeStructVariant = &'a mut Collector;

    ignored!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64, serialize_char: char, serialize_bytes: &[u8], serialize_unit_struct: &'static str
    );

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        if self.is_secret && !text.is_empty() {
            self.secrets.push(Zeroizing::new(text.to_owned()));
        }
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        if self.is_secret { self.serialize_str(&Zeroizing::new(value.to_string())) } else { Ok(()) }
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Error> {
        let outer = self.is_secret;
        self.is_secret |= name == SECRET;
        let result = value.serialize(&mut *self);
        self.is_secret = outer;
        result
    }

    fn serialize_none(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }
}

compounds!(
    SerializeSeq: serialize_element, SerializeTuple: serialize_element, SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field, SerializeStruct: serialize_field(key),
    SerializeStructVariant: serialize_field(key)
);

impl SerializeMap for &mut Collector {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}
