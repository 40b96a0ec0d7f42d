//! Endpoints that a request decides.

use super::client;
use super::server::answer;
use super::types::*;

const DONE: &str = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

fn slot(station: &str) -> Slot {
    Slot::new().station(station)
}

/// Sends a request, and returns the path that it was sent to.
async fn path(request: ScheduleSongsRequest) -> String {
    let (url, requests) = answer(vec![DONE]);
    client(&url).schedule_songs(request).await.unwrap();
    let line = requests.recv().unwrap().line().to_owned();
    line.split(' ').nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn paths_into_a_request_are_parameters_of_its_endpoint() {
    let songs = [
        ScheduledSong::new().on(slot("east")),
        ScheduledSong::new(),
        ScheduledSong::new().on(slot("north")).instead(slot("west-2-a")),
        ScheduledSong::new().on(Slot::new()),
    ];
    let request = ScheduleSongsRequest::new().songs(songs).networks([("blue", "1"), ("red", "2")]);
    assert_eq!(path(request.clone()).await, "/blue/west/schedule");
    // A path that leads to nothing leaves its parameter unset, and so does one that is no path of its value.
    assert_eq!(path(ScheduleSongsRequest { networks: None, ..request.clone() }).await, "/main/west/west-2-a/schedule");
    assert_eq!(path(ScheduleSongsRequest { songs: Some(Vec::new()), ..request.clone() }).await, "/schedule");
    assert_eq!(path(ScheduleSongsRequest { songs: None, ..request }).await, "/schedule");
}
