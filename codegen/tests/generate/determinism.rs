//! The same model gives the same bytes, however its documents are written, and whenever.

use fastrand::Rng;
use model::Document;
use serde_json::{Map, Value};

use super::{SERVICE, document, generate, published_models};

const CASES: [&str; 4] = [
    include_str!("../goldens/constraints/model.json"),
    include_str!("../goldens/http_bindings/model.json"),
    include_str!("../goldens/naming_obstacles/model.json"),
    include_str!("../goldens/protocol_tests/model.json"),
];

/// JSON with the keys of each object in random order, but for members, whose order has a meaning.
fn shuffled(value: &Value, key: &str, random: &mut Rng) -> String {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            if key != "members" {
                random.shuffle(&mut entries);
            }
            let entries = entries.into_iter().map(|(key, value)| {
                let value = shuffled(value, key, random);
                format!("{}:{value}", Value::from(key.as_str()))
            });
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
        Value::Array(values) => {
            let values = values.iter().map(|value| shuffled(value, "", random));
            format!("[{}]", values.collect::<Vec<_>>().join(","))
        }
        value => value.to_string(),
    }
}

/// The shapes of the texts, dealt to as many documents.
fn dealt(texts: &[&str], count: usize, random: &mut Rng) -> Vec<Document> {
    let mut hands = vec![Map::new(); count];
    for text in texts {
        let document: Value = serde_json::from_str(text).expect("the document is JSON");
        for (id, shape) in document["shapes"].as_object().expect("it has shapes") {
            hands[random.usize(..count)].insert(id.clone(), shape.clone());
        }
    }
    let write = |(index, shapes)| {
        let whole = serde_json::json!({ "smithy": "2.0", "shapes": Value::Object(shapes) });
        document(&format!("{index}.json"), &shuffled(&whole, "", random))
    };
    hands.into_iter().enumerate().map(write).collect()
}

#[test]
fn the_order_of_shapes_traits_and_documents_has_no_meaning() {
    for case in CASES {
        let expected = generate(&dealt(&[SERVICE, case], 1, &mut Rng::with_seed(0)), Some("Service"));
        assert!(expected.is_ok(), "{expected:?}");
        for seed in 1..8 {
            let mut random = Rng::with_seed(seed);
            let mut documents = dealt(&[SERVICE, case], 3, &mut random);
            assert!(generate(&documents, Some("Service")) == expected, "seed {seed}");
            documents.reverse();
            assert!(generate(&documents, Some("Service")) == expected, "seed {seed}");
        }
    }
}

/// Models larger than this are made once, for they take seconds.
const LARGE: usize = 1 << 20;

/// A model is made by two threads at once, so that nothing that one leaves behind can help the other.
#[test]
fn published_models_give_the_same_bytes_twice_or_the_same_refusal() {
    let models = published_models("models");
    if models.is_empty() {
        return eprintln!("going on without the published models, which are not here");
    }
    for document in &models {
        let documents = std::slice::from_ref(document);
        let (one, two) = std::thread::scope(|scope| {
            let other = (document.bytes.len() < LARGE).then(|| scope.spawn(|| generate(documents, None)));
            let one = generate(documents, None);
            (one, other.map(|other| other.join().expect("the generator does not panic")))
        });
        assert!(two.is_none_or(|two| one == two), "{} gives other bytes the second time", document.name);
        for error in one.err().iter().flat_map(|errors| errors.iter()) {
            assert!(error.shape.is_some() && *error.place.document == *document.name, "{error}");
        }
    }
}
