//! The matchers that `tokens` emits for the catalogue, each as the constraint of a schema.
//!
//! `UPDATE_EXPECT=1 cargo test -p codegen` writes it.
use tinsmith_types::codegen::*;
pub static PATTERNS: &[Schema] = &[
    Schema::new("Text", Kind::String).pattern(".*", Matcher::Always),
    Schema::new("Text", Kind::String)
        .pattern(
            "^$|com.amazonaws.vpce.[\\w/!:@#.\\-]+$",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .is_accepted(const {
                            &Dfa::new(
                                &[
                                    "\n\r",
                                    "--:!#@-Z_bdf-lq-rt-ux-y",
                                    "a",
                                    "c",
                                    "e",
                                    "m",
                                    "n",
                                    "o",
                                    "p",
                                    "s",
                                    "v",
                                    "w",
                                    "z",
                                ],
                                &[('\u{2028}', '\u{2029}', 1)],
                                const {
                                    &table(
                                        14,
                                        b"FFFFGFFFFFFFFFFF112111111111FF112111311111FF112141111111JF556555555555FF172111111111FF172111311111FF112181111111FF192111111111FF11211111111:FF112111;11111FF11211<111111FF1=2111111111FF1121111111>1FF11211111?111UF@@A@@@@@@@@@FF112111111B11FF112111311B11FF1121111C1111FF11D111111111FF112E11311111[F112111111111FFFFGFFFFFFFFFFFFFGFFFHFFFFFFFFFGFIFFFFFFFJFJJKJJJJJJJJJFFFLGFFFFFFFFFFFFLGFFFHFFFFFFFFFGFMFFFFFFFFFFNGFFFFFFFFFFFFFGFFFFFFFFOFFFFGFFFPFFFFFFFFFGFFQFFFFFFFFFRGFFFFFFFFFFFFFGFFFFFFFSFFFFFGFFFFFTFFFUFUUVUUUUUUUUUFFFFGFFFFFFWFFFFFFGFFFHFFWFFFFFFGFFFFXFFFFFFFFYFFFFFFFFFFFFFGZFFHFFFFF[F[[\\[[[[[[[[[FF112111111111FF112111311111",
                                    )
                                },
                                0,
                                22,
                            )
                        })
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^(?!aws:)[a-zA-Z+-=._:/]+$",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .is_accepted(const {
                            &Dfa::new(
                                &["+-9;-=A-Z_b-rt-vx-z", ":", "a", "s", "w"],
                                &[],
                                const { &table(6, b".00000.00002.00030.0.000.00100") },
                                4,
                                4,
                            )
                        })
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^([a-zA-Z0-9_=]+)\\.([a-zA-Z0-9_=]+)\\.([a-zA-Z0-9_\\-\\+\\/=]*)$",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .run(const { &Run::some("0-9=A-Z_a-z", &[]) })
                        .text(".")
                        .run(const { &Run::some("0-9=A-Z_a-z", &[]) })
                        .text(".")
                        .run(const { &Run::any("-+/-9=A-Z_a-z", &[]) })
                        .is_empty()
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^(https?)://[-a-zA-Z0-9+&@#/%?=~_|!:,.;]*[-a-zA-Z0-9+&@#/%=~_|]$",
            Matcher::Code(
                4,
                |text| {
                    Rest::of(text)
                        .text("http")
                        .is_accepted(const {
                            &Dfa::new(
                                &["!,.;?", "-#%-&+0-9=@-Z_a-rt-z|~", "/", ":", "s"],
                                &[],
                                const {
                                    &table(6, b".50050....23...4......2....5...50050")
                                },
                                1,
                                1,
                            )
                        })
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^(https?|ftp|file)://[-a-zA-Z0-9+&@#/%?=~_|!:,.;]*[-a-zA-Z0-9+&@#/%=~_|]$",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .is_accepted(const {
                            &Dfa::new(
                                &[
                                    "!,.;?",
                                    "-#%-&+0-9=@-Z_a-dgj-km-oq-ru-z|~",
                                    "/",
                                    ":",
                                    "e",
                                    "f",
                                    "h",
                                    "i",
                                    "l",
                                    "p",
                                    "s",
                                    "t",
                                ],
                                &[],
                                const {
                                    &table(
                                        13,
                                        b".=00=00000000......23.............4...5............6.........7.............8..............9.....8...........:..................;.....<.............:......8....=..........=00=00000000",
                                    )
                                },
                                1,
                                1,
                            )
                        })
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^(upsolver-appflow)\\S*$",
            Matcher::Code(
                16,
                |text| {
                    Rest::of(text)
                        .text("upsolver-appflow")
                        .run(const {
                            &Run::any("\0-\u{8}\u{e}-\u{1f}!-\u{7f}", NOT_SPACES)
                        })
                        .is_empty()
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^.+$",
            Matcher::Run(
                &Run::some(
                    "\0-\t\u{b}-\u{c}\u{e}-\u{7f}",
                    &[('\u{80}', '\u{2027}'), ('\u{202a}', '\u{10ffff}')],
                ),
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern("^[ -~]+$", Matcher::Run(&Run::some(" -~", &[]))),
    Schema::new("Text", Kind::String)
        .pattern(
            "^[A-Za-z0-9\\-._~]+$",
            Matcher::Run(&Run::some("--.0-9A-Z_a-z~", &[])),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^[\\s\\w+-=\\.:/@]*$",
            Matcher::Run(&Run::any("\t-\r +-=@-Z_a-z", SPACES)),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^[\\s\\w/!@#+=,.-]*$",
            Matcher::Run(&Run::any("\t-\r -!#+-9=@-Z_a-z", SPACES)),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^[\\s\\w/!@#+=.-]*$",
            Matcher::Run(&Run::any("--9\t-\r -!#+=@-Z_a-z", SPACES)),
        ),
    Schema::new("Text", Kind::String)
        .pattern("^[\\s\\w_-]+$", Matcher::Run(&Run::some("-\t-\r 0-9A-Z_a-z", SPACES))),
    Schema::new("Text", Kind::String)
        .pattern(
            "^[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*$",
            Matcher::Run(
                &Run::any(
                    "\t -\u{7f}",
                    &[('\u{80}', '\u{fffd}'), ('\u{10000}', '\u{10ffff}')],
                ),
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^[\\w!@#\\-.?,\\s]*$",
            Matcher::Run(&Run::any("\t-\r -!#,-.0-9?-Z_a-z", SPACES)),
        ),
    Schema::new("Text", Kind::String)
        .pattern("^[\\w/!@#+=.-]+$", Matcher::Run(&Run::some("--9!#+=@-Z_a-z", &[]))),
    Schema::new("Text", Kind::String)
        .pattern("^[\\w/-]+$", Matcher::Run(&Run::some("-/-9A-Z_a-z", &[]))),
    Schema::new("Text", Kind::String)
        .pattern("^[\\w]+$", Matcher::Run(&Run::some("0-9A-Z_a-z", &[]))),
    Schema::new("Text", Kind::String)
        .pattern(
            "^[a-zA-Z0-9][\\w!@#.-]+$",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .run(const { &Run::between(1, 1, "0-9A-Za-z", &[]) })
                        .run(const { &Run::some("--.!#0-9@-Z_a-z", &[]) })
                        .is_empty()
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern("^[a-zA-Z0-9_]*$", Matcher::Run(&Run::any("0-9A-Z_a-z", &[]))),
    Schema::new("Text", Kind::String).pattern("^\\S+$", Matcher::SOLID),
    Schema::new("Text", Kind::String)
        .pattern("^\\d{3}$", Matcher::Run(&Run::between(3, 3, "0-9", &[]))),
    Schema::new("Text", Kind::String)
        .pattern(
            "^arn:aws:.*:.*:[0-9]+:",
            Matcher::Code(
                8,
                |text| {
                    Rest::of(text)
                        .text("arn:aws:")
                        .run(const {
                            &Run::any(
                                "\0-\t\u{b}-\u{c}\u{e}-9;-\u{7f}",
                                &[('\u{80}', '\u{2027}'), ('\u{202a}', '\u{10ffff}')],
                            )
                        })
                        .text(":")
                        .has_marked(
                            b':',
                            const { &Run::some("0-9", &[]) },
                            const {
                                &Run::any(
                                    "\0-\t\u{b}-\u{c}\u{e}-9;-\u{7f}",
                                    &[('\u{80}', '\u{2027}'), ('\u{202a}', '\u{10ffff}')],
                                )
                            },
                        )
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^arn:aws:appflow:.*:[0-9]+:",
            Matcher::Code(
                16,
                |text| {
                    Rest::of(text)
                        .text("arn:aws:appflow:")
                        .has_marked(
                            b':',
                            const { &Run::some("0-9", &[]) },
                            const {
                                &Run::any(
                                    "\0-\t\u{b}-\u{c}\u{e}-9;-\u{7f}",
                                    &[('\u{80}', '\u{2027}'), ('\u{202a}', '\u{10ffff}')],
                                )
                            },
                        )
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^arn:aws:iam:.*:[0-9]+:",
            Matcher::Code(
                12,
                |text| {
                    Rest::of(text)
                        .text("arn:aws:iam:")
                        .has_marked(
                            b':',
                            const { &Run::some("0-9", &[]) },
                            const {
                                &Run::any(
                                    "\0-\t\u{b}-\u{c}\u{e}-9;-\u{7f}",
                                    &[('\u{80}', '\u{2027}'), ('\u{202a}', '\u{10ffff}')],
                                )
                            },
                        )
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^arn:aws:kms:.*:[0-9]+:",
            Matcher::Code(
                12,
                |text| {
                    Rest::of(text)
                        .text("arn:aws:kms:")
                        .has_marked(
                            b':',
                            const { &Run::some("0-9", &[]) },
                            const {
                                &Run::any(
                                    "\0-\t\u{b}-\u{c}\u{e}-9;-\u{7f}",
                                    &[('\u{80}', '\u{2027}'), ('\u{202a}', '\u{10ffff}')],
                                )
                            },
                        )
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^arn:aws:secretsmanager:.*:[0-9]+:",
            Matcher::Code(
                23,
                |text| {
                    Rest::of(text)
                        .text("arn:aws:secretsmanager:")
                        .has_marked(
                            b':',
                            const { &Run::some("0-9", &[]) },
                            const {
                                &Run::any(
                                    "\0-\t\u{b}-\u{c}\u{e}-9;-\u{7f}",
                                    &[('\u{80}', '\u{2027}'), ('\u{202a}', '\u{10ffff}')],
                                )
                            },
                        )
                },
            ),
        ),
    Schema::new("Text", Kind::String).pattern("^[\\s\\S]*$", Matcher::Always),
    Schema::new("Text", Kind::String)
        .pattern("^([0-9]+)+$", Matcher::Run(&Run::some("0-9", &[]))),
    Schema::new("Text", Kind::String)
        .pattern(
            "^\\S{36,64}$",
            Matcher::Run(
                &Run::between(36, 64, "\0-\u{8}\u{e}-\u{1f}!-\u{7f}", NOT_SPACES),
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^[0-9a-f]{8}-[0-9a-f]{4}$",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .run(const { &Run::between(8, 8, "0-9a-f", &[]) })
                        .text("-")
                        .run(const { &Run::between(4, 4, "0-9a-f", &[]) })
                        .is_empty()
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^https:\\/\\/é+$",
            Matcher::Code(
                8,
                |text| {
                    Rest::of(text)
                        .text("https://")
                        .run(const { &Run::some("", &[('\u{e9}', '\u{e9}')]) })
                        .is_empty()
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^[\\u0020-\\u00FF]+$",
            Matcher::Run(&Run::some(" -\u{7f}", &[('\u{80}', '\u{ff}')])),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^[^\\u0000-\\u00FF]$",
            Matcher::Run(&Run::between(1, 1, "", &[('\u{100}', '\u{10ffff}')])),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^\\p{Sc}[\\p{Zs}_]+$",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .run(const {
                            &Run::between(
                                1,
                                1,
                                "$",
                                &[
                                    ('\u{a2}', '\u{a5}'),
                                    ('\u{58f}', '\u{58f}'),
                                    ('\u{60b}', '\u{60b}'),
                                    ('\u{7fe}', '\u{7ff}'),
                                    ('\u{9f2}', '\u{9f3}'),
                                    ('\u{9fb}', '\u{9fb}'),
                                    ('\u{af1}', '\u{af1}'),
                                    ('\u{bf9}', '\u{bf9}'),
                                    ('\u{e3f}', '\u{e3f}'),
                                    ('\u{17db}', '\u{17db}'),
                                    ('\u{20a0}', '\u{20c0}'),
                                    ('\u{a838}', '\u{a838}'),
                                    ('\u{fdfc}', '\u{fdfc}'),
                                    ('\u{fe69}', '\u{fe69}'),
                                    ('\u{ff04}', '\u{ff04}'),
                                    ('\u{ffe0}', '\u{ffe1}'),
                                    ('\u{ffe5}', '\u{ffe6}'),
                                    ('\u{11fdd}', '\u{11fe0}'),
                                    ('\u{1e2ff}', '\u{1e2ff}'),
                                    ('\u{1ecb0}', '\u{1ecb0}'),
                                ],
                            )
                        })
                        .run(const {
                            &Run::some(
                                " _",
                                &[
                                    ('\u{a0}', '\u{a0}'),
                                    ('\u{1680}', '\u{1680}'),
                                    ('\u{2000}', '\u{200a}'),
                                    ('\u{202f}', '\u{202f}'),
                                    ('\u{205f}', '\u{205f}'),
                                    ('\u{3000}', '\u{3000}'),
                                ],
                            )
                        })
                        .is_empty()
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^(?:[àï]a|[éö]b|[😀-😏])*$",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .is_accepted(const {
                            &Dfa::new(
                                &["a", "b", "", "", ""],
                                &[
                                    ('\u{e0}', '\u{e0}', 3),
                                    ('\u{e9}', '\u{e9}', 4),
                                    ('\u{ef}', '\u{ef}', 3),
                                    ('\u{f6}', '\u{f6}', 4),
                                    ('\u{1f600}', '\u{1f60f}', 5),
                                ],
                                const { &table(6, b"...120.0......0...") },
                                0,
                                1,
                            )
                        })
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^(?:[\\u0080-\\u{10ffff}]-)*$",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .is_accepted(const {
                            &Dfa::new(
                                &["\0-,.-\u{7f}", "-"],
                                &[],
                                const { &table(3, b"1....0") },
                                0,
                                1,
                            )
                        })
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^(?:a{3}|a{5})$",
            Matcher::Code(
                3,
                |text| {
                    Rest::of(text)
                        .text("aaa")
                        .is_accepted(const {
                            &Dfa::new(&["a"], &[], const { &table(2, b".2...1") }, 0, 2)
                        })
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^(?:aa)*$",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .is_accepted(const {
                            &Dfa::new(&["a"], &[], const { &table(2, b".1.0") }, 0, 1)
                        })
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^([a-z_-]{3,128}|[a-z_:/-]{3,200}|[A-Z_]+)$",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .is_accepted(const {
                            &Dfa::new(
                                &["-/:a-z", "A-Z", "_"],
                                &[],
                                const {
                                    &wide_table::<
                                        1604,
                                    >(
                                        4,
                                        b"....0000..6@0002..030004..05..05..050006..07..07..070008..09..09..09000:..0;..0;..0;000<..0=..0=..0=000>..0?..0?..0?000@..0A..0A..0A000B..0C..0C..0C000D..0E..0E..0E000F..0G..0G..0G000H..0I..0I..0I000J..0K..0K..0K000L..0M..0M..0M000N..0O..0O..0O000P..0Q..0Q..0Q000R..0S..0S..0S000T..0U..0U..0U000V..0W..0W..0W000X..0Y..0Y..0Y000Z..0[..0[..0[000\\..0]..0]..0]000^..0_..0_..0_000`..0a..0a..0a000b..0c..0c..0c000d..0e..0e..0e000f..0g..0g..0g000h..0i..0i..0i000j..0k..0k..0k000l..0m..0m..0m000n..0o..0o..0o0010..11..11..110012..13..13..130014..15..15..150016..17..17..170018..19..19..19001:..1;..1;..1;001<..1=..1=..1=001>..1?..1?..1?001@..1A..1A..1A001B..1C..1C..1C001D..1E..1E..1E001F..1G..1G..1G001H..1I..1I..1I001J..1K..1K..1K001L..1M..1M..1M001N..1O..1O..1O001P..1Q..1Q..1Q001R..1S..1S..1S001T..1U..1U..1U001V..1W..1W..1W001X..1Y..1Y..1Y001Z..1[..1[..1[001\\..1]..1]..1]001^..1_..1_..1_001`..1a..1a..1a001b..1c..1c..1c001d..1e..1e..1e001f..1g..1g..1g001h..1i..1i..1i001j..1k..1k..1k001l..1m..1m..1m001n..1o..1o..1o0020..21..21..210022..23..23..230024..25..25..250026..27..27..270028..29..29..29002:..2;..2;..2;002<..2=..2=..2=002>..2?..2?..2?002@..2A..2A..2A002B..2C..2C..2C002D..2E..2E..2E002F..2G..2G..2G002H..2I..2I..2I002J..2K..2K..2K002L..2M..2M..2M002N..2O..2O..2O002P..2Q..2Q..2Q002R..2S..2S..2S002T..2U..2U..2U002V..2W..2W..2W002X..2Y..2Y..2Y002Z..2[..2[..2[002\\..2]..2]..2]002^..2_..2_..2_002`..2a..2a..2a002b..2c..2c..2c002d..2e..2e..2e002f..2g..2g..2g002h..2i..2i..2i002j..2k..2k..2k002l..2m..2m..2m002n..2o..2o..2o0030..31..31..310032..33..33..330034..35..35..350036..37..37..370038..39..39..39003:..3;..3;..3;003<..3=..3=..3=003>..3?..3?..3?003@..3A..3A..3A003B..3C..3C..3C003D..3E..3E..3E003F..3G..3G..3G003H..3I..3I..3I003J..3K..3K..3K003L..3M..3M..3M003N..3O..3O..3O003P..3Q..3Q..3Q003R..3S..3S..3S003T..3U..3U..3U003V..3W..3W..3W003X..3Y..3Y..3Y003Z..3[..3[..3[003\\..3]..3]..3]003^..3_..3_..3_003`..3a..3a..3a003b..3c..3c..3c003d..3e..3e..3e003f..3g..3g..3g003h..3i..3i..3i003j..3k..3k..3k003l..3m..3m..3m003n..3o..3o..3o0040..41..41..410042..43..43..430044..45..45..450046..47..47..470048..49..49..49004:..4;..4;..4;004<..4=..4=..4=004>..4?..4?..4?004@..4A..4A..4A004B..4C..4C..4C004D..4E..4E..4E004F..4G..4G..4G004H..4I..4I..4I004J..4K..4K..4K004L..4M..4M..4M004N..4O..4O..4O004P..4Q..4Q..4Q004R..4S..4S..4S004T..4U..4U..4U004V..4W..4W..4W004X..4Y..4Y..4Y004Z..4[..4[..4[004\\..4]..4]..4]004^..4_..4_..4_004`..4a..4a..4a004b..4c..4c..4c004d..4e..4e..4e004f..4g..4g..4g004h..4i..4i..4i004j..4k..4k..4k004l..4m..4m..4m004n..4o..4o..4o0050..51..51..510052..53..53..530054..55..55..550056..57..57..570058..59..59..59005:..5;..5;..5;005<..5=..5=..5=005>..5?..5?..5?005@..5A..5A..5A005B..5C..5C..5C005D..5E..5E..5E005F..5G..5G..5G005H..5I..5I..5I005J..5K..5K..5K005L..5M..5M..5M005N..5O..5O..5O005P..5Q..5Q..5Q005R..5S..5S..5S005T..5U..5U..5U005V..5W..5W..5W005X..5Y..5Y..5Y005Z..5[..5[..5[005\\..5]..5]..5]005^..5_..5_..5_005`..5a..5a..5a005b..5c..5c..5c005d..5e..5e..5e005f..5g..5g..5g005h..5i..5i..5i005j..5k..5k..5k005l..5m..5m..5m005n..5o..5o..5o0060..61..61..610062..63..63..630064..65..65..650066..67..67..670068..69..69..69006:..6;..6;..6;006<..6=..6=..6=0000..........6?0001..6@..6@..03..03",
                                    )
                                },
                                398,
                                398,
                            )
                        })
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^[0-9A-Za-z\\.\\-_]*(?<!\\.)$",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .is_accepted(const {
                            &Dfa::new(
                                &["-0-9A-Z_a-z", "."],
                                &[],
                                const { &table(3, b".01.01") },
                                0,
                                1,
                            )
                        })
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^(?=^.{2,256}$)(?!.*\\s)[0-9a-zA-Z-_.:=+@]*$",
            Matcher::Run(&Run::between(2, 256, "--.+0-:=@-Z_a-z", &[])),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "\\bfoo\\b",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .is_accepted(const {
                            &Dfa::new(
                                &["0-9A-Z_a-eg-np-z", "f", "o"],
                                &[],
                                const { &table(4, b"/2221232122212241220") },
                                1,
                                1,
                            )
                        })
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^(a{1,3000}b|c{0,3000}d?(?:ef){2}|\\bg\\b)$",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .run(const { &Run::between(1, 3000, "a", &[]) })
                        .text("b")
                        .is_empty()
                        || Rest::of(text)
                            .run(const { &Run::between(0, 3000, "c", &[]) })
                            .run(const { &Run::between(0, 1, "d", &[]) })
                            .text("efef")
                            .is_empty() || Rest::of(text).text("g").is_empty()
                },
            ),
        ),
    Schema::new("Text", Kind::String)
        .pattern(
            "^arn:(aws|aws-cn|aws-iso-{0,1}[a-z]{0,1}):iam::[0-9]{0,63}:role/[A-Za-z0-9:_/+=,@.-]{0,1024}$",
            Matcher::Code(
                0,
                |text| {
                    Rest::of(text)
                        .text("arn:aws:iam::")
                        .run(const { &Run::between(0, 63, "0-9", &[]) })
                        .text(":role/")
                        .run(const { &Run::between(0, 1024, "+-:=@-Z_a-z", &[]) })
                        .is_empty()
                        || Rest::of(text)
                            .text("arn:aws-cn:iam::")
                            .run(const { &Run::between(0, 63, "0-9", &[]) })
                            .text(":role/")
                            .run(const { &Run::between(0, 1024, "+-:=@-Z_a-z", &[]) })
                            .is_empty()
                        || Rest::of(text)
                            .text("arn:aws-iso")
                            .run(const { &Run::between(0, 1, "-", &[]) })
                            .run(const { &Run::between(0, 1, "a-z", &[]) })
                            .text(":iam::")
                            .run(const { &Run::between(0, 63, "0-9", &[]) })
                            .text(":role/")
                            .run(const { &Run::between(0, 1024, "+-:=@-Z_a-z", &[]) })
                            .is_empty()
                },
            ),
        ),
];
