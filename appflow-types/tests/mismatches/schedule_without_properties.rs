use appflow_types::{Trigger, TriggerConfig};

fn main() {
    let _ = TriggerConfig::for_trigger(Trigger::Scheduled {});
}
