//! The cases of AWS's published test suite, by their names there. Each signature was calculated by botocore.

use super::*;

const UNRESERVED: &str = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FORM: &str = "application/x-www-form-urlencoded";
const GET_VANILLA: &str = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
const POST_VANILLA: &str = "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b";
const TOKEN: &str = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfK\
                     D8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx\
                     6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJ\
                     abIQwj2ICCR/oLxBA==";

#[track_caller]
fn check(name: &str, mut request: Request<()>, body: &str, token: Option<&str>, expected: &str) {
    signer().sign(&mut request, &Payload::of(body.as_bytes()), &credentials(token), example_time()).unwrap();
    assert_eq!(request.headers()["x-amz-date"], "20150830T123600Z");
    assert_eq!(signature(&request), expected, "{name}");
}

#[track_caller]
fn check_get(name: &str, target: &str, headers: &[(&str, &str)], expected: &str) {
    check(name, request("GET", target, headers), "", None, expected);
}

#[track_caller]
fn check_post(name: &str, target: &str, headers: &[(&str, &str)], body: &str, expected: &str) {
    check(name, request("POST", target, headers), body, None, expected);
}

#[test]
fn the_authorization_header_has_the_documented_form() {
    let mut request = request("GET", "/", &[]);
    signer().sign(&mut request, &Payload::of(b""), &credentials(None), example_time()).unwrap();
    let expected = format!(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
         SignedHeaders=host;x-amz-date, Signature={GET_VANILLA}"
    );
    assert_eq!(request.headers()["authorization"], expected);
}

#[test]
fn headers() {
    let (a, b, c, d) =
        (("My-Header1", "value1"), ("My-Header1", "value2"), ("My-Header1", "value3"), ("My-Header1", "value4"));
    check_get(
        "get-header-key-duplicate",
        "/",
        &[b, b, a],
        "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
    );
    // The lines of a folded value are one line to an HTTP library.
    let folded = ("My-Header1", "value1   value2     value3");
    check_get(
        "get-header-value-multiline",
        "/",
        &[folded],
        "cfd34249e4b1c8d6b91ef74165d41a32e5fab3306300901bb65a51a73575eefd",
    );
    check_get(
        "get-header-value-order",
        "/",
        &[d, a, c, b],
        "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01",
    );
    let spaces = [("My-Header1", " value1"), ("My-Header2", " \"a   b   c\"")];
    check_get(
        "get-header-value-trim",
        "/",
        &spaces,
        "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
    );
    check_post("post-header-key-case", "/", &[], "", POST_VANILLA);
    check_post(
        "post-header-key-sort",
        "/",
        &[a],
        "",
        "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
    );
    let upper = ("My-Header1", "VALUE1");
    check_post(
        "post-header-value-case",
        "/",
        &[upper],
        "",
        "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
    );
}

#[test]
fn queries() {
    check_get("get-vanilla-query", "/?", &[], GET_VANILLA);
    let one = "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb";
    check_get("get-vanilla-empty-query-key", "/?Param1=value1", &[], one);
    let case = "eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1";
    check_get("get-vanilla-query-order-key", "/?Param1=value2&Param1=Value1", &[], case);
    let names = "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500";
    check_get("get-vanilla-query-order-key-case", "/?Param2=value2&Param1=value1", &[], names);
    let values = "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694";
    check_get("get-vanilla-query-order-value", "/?Param1=value2&Param1=value1", &[], values);
    let unreserved = "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197";
    check_get("get-vanilla-query-unreserved", &format!("/?{UNRESERVED}={UNRESERVED}"), &[], unreserved);
    let wide = "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04";
    check_get("get-vanilla-utf8-query", "/?\u{1234}=bar", &[], wide);
    check_get("get-vanilla-utf8-query", "/?%E1%88%B4=bar", &[], wide);
    let posted = "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11";
    check_post("post-vanilla-query", "/?Param1=value1", &[], "", posted);
    check_post("post-vanilla-empty-query-value", "/?Param1=value1", &[], "", posted);
}

#[test]
fn paths() {
    check_get("get-vanilla", "/", &[], GET_VANILLA);
    let unreserved = "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f";
    check_get("get-unreserved", &format!("/{UNRESERVED}"), &[], unreserved);
    check_get("get-utf8", "/\u{1234}", &[], "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85");
    check_get("get-relative", "/example/..", &[], GET_VANILLA);
    check_get("get-relative-relative", "/example1/example2/../..", &[], GET_VANILLA);
    check_get("get-slash", "//", &[], GET_VANILLA);
    check_get("get-slash-dot-slash", "/./", &[], GET_VANILLA);
    let pointless = "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5";
    check_get("get-slash-pointless-dot", "/./example", &[], pointless);
    check_get("get-slashes", "//example//", &[], "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84");
    // The case has a space in the path, which no HTTP library sends: encoded, it is signed as it is sent.
    let mut space = request("GET", "/example%20space/", &[]);
    let signer = signer().path_as_sent();
    signer.sign(&mut space, &Payload::of(b""), &credentials(None), example_time()).unwrap();
    assert_eq!(signature(&space), "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741", "get-space");
}

#[test]
fn bodies() {
    check_post("post-vanilla", "/", &[], "", POST_VANILLA);
    let form = "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a";
    check_post("post-x-www-form-urlencoded", "/", &[("Content-Type", FORM)], "Param1=value1", form);
    let media_type = format!("{FORM}; charset=utf8");
    let parameters = "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe";
    let headers = [("Content-Type", media_type.as_str())];
    check_post("post-x-www-form-urlencoded-parameters", "/", &headers, "Param1=value1", parameters);
}

#[test]
fn session_tokens() {
    // A token that is added after the signature does not change it.
    check_post("post-sts-header-after", "/", &[], "", POST_VANILLA);
    let before = "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead";
    check("post-sts-header-before", request("POST", "/", &[]), "", Some(TOKEN), before);
}

/// The examples in the documentation of S3.
mod s3 {
    use super::*;

    fn signed(
        sign: impl FnOnce(&Signer, &mut Request<()>, &Credentials, SystemTime),
        headers: &[(&str, &str)],
    ) -> Request<()> {
        let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", secret, None, None, "tests");
        let builder = Request::get("https://examplebucket.s3.amazonaws.com/test.txt");
        let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
        let mut request = builder.body(()).unwrap();
        let time = UNIX_EPOCH + Duration::from_secs(1_369_353_600);
        sign(&Signer::new("us-east-1", "s3").path_as_sent(), &mut request, &credentials, time);
        request
    }

    #[test]
    fn headers() {
        let sign = |signer: &Signer, request: &mut _, credentials: &_, time| {
            signer.sign(request, &Payload::of(b""), credentials, time).unwrap();
        };
        let request = signed(sign, &[("Range", "bytes=0-9"), ("x-amz-content-sha256", "")]);
        let expected = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";
        assert_eq!(signature(&request), expected);
    }

    #[test]
    fn urls() {
        let sign = |signer: &Signer, request: &mut _, credentials: &_, time| {
            let day = Duration::from_secs(86_400);
            signer.presign(request, &Payload::UNSIGNED, credentials, time, day).unwrap();
        };
        let expected = "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256\
                        &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request\
                        &X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host\
                        &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
        assert_eq!(signed(sign, &[]).uri().to_string(), expected);
    }
}
