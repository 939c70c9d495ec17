// swift-tools-version: 6.2

import PackageDescription

/// What every target of ours is built with: no implicit existentials, no leaking imports, no warnings.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Targets that never touch C; only the wrappers of C libraries do without it.
let memorySafe: [SwiftSetting] = strict + [.strictMemorySafety()]

let notation = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let sockets = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// Programs of libFuzzer, one for each kind of input.
///
/// `Scripts/fuzz` builds them; they have no `main` of their own, so that other builds could not.
let fuzzers: [Target] =
  Context.environment["FLETT_FUZZ"] == nil
  ? []
  : [
    "CSV", "Expression", "Hyphenation", "JSON", "Ledger", "Letter", "Manifest", "NDJSON", "PDF",
    "Pages", "Picture", "Settings", "Workbook",
  ].map { kind in
    .executableTarget(
      name: "Fuzz\(kind)", dependencies: ["FuzzTargets"], path: "Fuzz/\(kind)",
      swiftSettings: strict)
  }

/// C libraries are opened at their first calls where the linker leaves them out of what the program opens when it
/// starts: `Scripts/build` tells it to.
let delay: [CSetting] =
  Context.environment["FLETT_DELAY_LOADING"] == nil ? [] : [.define("FLETT_DELAY_LOADING")]

let package = Package(
  name: "Flett",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "flett", targets: ["flett"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // The doors to C: a module map and a shim each, nothing else.
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo-ft", providers: [.apt(["libcairo2-dev"])]),
    .systemLibrary(
      name: "CCommonMark", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(
      name: "CHarfBuzz", pkgConfig: "harfbuzz-subset", providers: [.apt(["libharfbuzz-dev"])]),
    .systemLibrary(name: "CLinux"),
    // What opens them at their first call; Scripts/build says when.
    .target(name: "CDelayLoading", exclude: ["functions.inc"], cSettings: delay),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
    .systemLibrary(
      name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    // Their owners: each is the only importer of its C module.
    .target(name: "Archive", dependencies: ["CArchive"], swiftSettings: strict),
    .target(name: "Cairo", dependencies: ["Bytes", "CCairo", "Geometry"], swiftSettings: strict),
    // ICU, as Foundation brings it along; every program of ours has it anyway.
    .target(
      name: "Collation", swiftSettings: strict, linkerSettings: [.linkedLibrary("_FoundationICU")]),
    .target(name: "CommonMark", dependencies: ["CCommonMark"], swiftSettings: strict),
    .target(name: "Deflate", dependencies: ["CDeflate"], swiftSettings: strict),
    .target(name: "Expat", dependencies: ["Bytes", "CExpat"], swiftSettings: strict),
    .target(name: "HarfBuzz", dependencies: ["CHarfBuzz"], swiftSettings: strict),
    .target(name: "OpenSSL", dependencies: ["Bytes", "COpenSSL"], swiftSettings: strict),
    .target(
      name: "Pango", dependencies: ["Bytes", "CPango", "DisplayList", "Geometry"],
      swiftSettings: strict),
    .target(name: "Terminal", swiftSettings: memorySafe),
    .target(name: "PNG", dependencies: ["CPNG"], swiftSettings: strict),
    .target(name: "PostgreSQL", dependencies: ["CPostgreSQL"], swiftSettings: strict),
    .target(name: "SQLite", dependencies: ["Bytes", "CSQLite"], swiftSettings: strict),
    .target(name: "TurboJPEG", dependencies: ["CTurboJPEG"], swiftSettings: strict),
    .target(name: "YAML", dependencies: ["CYAML"], swiftSettings: strict),

    // Files of other targets that are built into the program, and their owner.
    .target(name: "CResources"),
    .target(name: "Resources", dependencies: ["CResources"], swiftSettings: strict),

    // Values that everything shares; they import none of the rest.
    .target(name: "Bytes", swiftSettings: memorySafe),
    .target(name: "Geometry", swiftSettings: memorySafe),
    .target(name: "Diagnostics", swiftSettings: memorySafe),
    .target(
      name: "Configuration", dependencies: ["Bytes", "Diagnostics", "Geometry", "YAML"],
      swiftSettings: memorySafe),
    .target(
      name: "Hyphenation", dependencies: ["Bytes", "Configuration", "Diagnostics"],
      swiftSettings: memorySafe),

    // The pipeline, left to right.
    .target(
      name: "Records",
      dependencies: [
        "Archive", "Bytes", "Configuration", "Diagnostics", "Expat", "OpenSSL", "PostgreSQL",
        "SQLite",
      ],
      swiftSettings: memorySafe),
    .target(
      name: "Document", dependencies: ["Diagnostics", "Geometry"], swiftSettings: memorySafe),
    .target(
      name: "Merge",
      dependencies: [
        "Bytes", "Collation", "CommonMark", "Configuration", "Diagnostics", "Document", "Geometry",
        "Hyphenation", "Records",
      ],
      swiftSettings: memorySafe),
    .target(
      name: "DisplayList", dependencies: ["Bytes", "Diagnostics", "Document", "Geometry"],
      swiftSettings: memorySafe),
    .target(
      name: "Layout",
      dependencies: [
        "Configuration", "Diagnostics", "DisplayList", "Document", "Geometry", "HarfBuzz",
        "Hyphenation",
        "OpenSSL", "Pango",
      ], swiftSettings: memorySafe),
    .target(
      name: "Imaging",
      dependencies: ["Bytes", "Diagnostics", "DisplayList", "OpenSSL", "PNG", "TurboJPEG"],
      swiftSettings: memorySafe),
    .target(name: "PDFReading", dependencies: ["Bytes", "Deflate"], swiftSettings: memorySafe),
    .target(name: "PDFWriting", dependencies: ["Bytes", "Deflate"], swiftSettings: memorySafe),
    .target(
      name: "Signing",
      dependencies: [
        "Bytes", "Configuration", "Diagnostics", "OpenSSL", "PDFReading", "Terminal", notation,
      ], swiftSettings: memorySafe),
    .target(
      name: "Drawing",
      dependencies: ["Cairo", "Diagnostics", "DisplayList", "Document", "Geometry", "Imaging"],
      swiftSettings: memorySafe),
    .target(
      name: "ArchivalPDF",
      dependencies: [
        "Bytes", "Deflate", "Diagnostics", "DisplayList", "Document", "Geometry", "HarfBuzz",
        "Imaging", "OpenSSL", "PDFWriting", "Signing",
      ], swiftSettings: memorySafe),
    .target(
      name: "Ledger", dependencies: ["Bytes", "Diagnostics", "OpenSSL", "SQLite"],
      swiftSettings: memorySafe),
    .target(
      name: "Storage",
      dependencies: ["Archive", "Bytes", "CLinux", "Diagnostics", "Ledger", "OpenSSL"],
      swiftSettings: memorySafe),
    .target(
      name: "Verification",
      dependencies: ["Bytes", "Diagnostics", "Ledger", "OpenSSL", "Signing", "Storage"],
      swiftSettings: memorySafe),
    .target(
      name: "Composition",
      dependencies: [
        "ArchivalPDF", "Bytes", "Diagnostics", "DisplayList", "Document", "Drawing",
        "Hyphenation", "Imaging", "Layout", "Ledger", "Merge", "OpenSSL", "Records", "Resources",
        "Signing", "Storage",
      ], exclude: ["Starter/Resources"], swiftSettings: memorySafe),
    .target(
      name: "Batch",
      dependencies: [
        "ArchivalPDF", "Bytes", "Composition", "Diagnostics", "DisplayList", "Layout", "Ledger",
        "Merge", "Records", "Signing", "Storage",
      ], swiftSettings: memorySafe),
    .target(
      name: "Preview",
      dependencies: [
        "Batch", "Bytes", "Composition", "Diagnostics", "DisplayList", "Drawing", "Geometry",
        "Imaging", "Layout", "Ledger", "Merge", "Records", "Resources", "Storage", sockets,
      ], exclude: ["Page"], swiftSettings: memorySafe),
    .executableTarget(
      name: "flett",
      dependencies: [
        "Batch", "CDelayLoading", "Composition", "Diagnostics", "Ledger", "Merge", "Preview",
        "Records", "Signing", "Storage", "Terminal", "Verification", arguments,
      ],
      swiftSettings: memorySafe),

    // Tests, one folder a module.
    .target(
      name: "TestSupport", dependencies: ["Archive", "Imaging"],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    .target(
      name: "SigningTestSupport",
      dependencies: ["Diagnostics", "OpenSSL", "Signing", "TestSupport"],
      path: "Tests/SigningTestSupport", exclude: ["PyHanko/check.py"], swiftSettings: strict),
    .testTarget(
      name: "ArchivalPDFTests",
      dependencies: [
        "ArchivalPDF", "Bytes", "Deflate", "Diagnostics", "DisplayList", "Document", "Geometry",
        "HarfBuzz", "Imaging", "OpenSSL", "PDFWriting", "Signing", "SigningTestSupport",
        "TestSupport",
      ], exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(
      name: "WholeWayTests",
      dependencies: [
        "ArchivalPDF", "Batch", "Composition", "Diagnostics", "DisplayList", "Document", "Drawing",
        "Geometry", "Hyphenation", "Imaging", "Layout", "Preview", "TestSupport",
      ], exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(name: "BytesTests", dependencies: ["Bytes"], swiftSettings: strict),
    .testTarget(
      name: "GeometryTests", dependencies: ["Geometry"], swiftSettings: strict),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: strict),
    .testTarget(
      name: "CairoTests", dependencies: ["Cairo", "Geometry", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ImagingTests", dependencies: ["Diagnostics", "DisplayList", "Imaging", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "DrawingTests",
      dependencies: [
        "Cairo", "Diagnostics", "DisplayList", "Document", "Drawing", "Geometry", "Imaging",
        "TestSupport",
      ], exclude: ["Fixtures", "Goldens"], swiftSettings: strict),
    .testTarget(
      name: "ConfigurationTests", dependencies: ["Configuration", "Diagnostics", "Geometry"],
      swiftSettings: strict),
    .testTarget(
      name: "LayoutTests",
      dependencies: [
        "CPango", "Diagnostics", "DisplayList", "Document", "Drawing", "Geometry", "Hyphenation",
        "Layout", "Pango", "TestSupport",
      ], exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "RecordsTests", dependencies: ["Diagnostics", "Records", "SQLite", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "HyphenationTests", dependencies: ["Hyphenation", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "ExpatTests", dependencies: ["Expat"], swiftSettings: strict),
    .testTarget(
      name: "ResourcesTests", dependencies: ["Resources", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "SQLiteTests", dependencies: ["SQLite", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "CollationTests", dependencies: ["Collation"], swiftSettings: strict),
    .testTarget(
      name: "CommonMarkTests", dependencies: ["CommonMark"], swiftSettings: strict),
    .testTarget(
      name: "ArchiveTests", dependencies: ["Archive", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "LedgerTests",
      dependencies: ["Bytes", "Diagnostics", "Ledger", "OpenSSL", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "RunTests",
      dependencies: ["Bytes", "Diagnostics", "Ledger", "OpenSSL", "TestSupport", "flett"],
      swiftSettings: strict),
    .testTarget(
      name: "DocsTests", dependencies: ["TestSupport", "flett"], swiftSettings: strict),
    .testTarget(
      name: "MergeTests",
      dependencies: [
        "Diagnostics", "Document", "Geometry", "Merge", "Records", "TestSupport",
      ], swiftSettings: strict),
    .testTarget(
      name: "StorageTests",
      dependencies: ["Diagnostics", "Ledger", "Storage", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "BatchTests",
      dependencies: [
        "Batch", "Composition", "Diagnostics", "DisplayList", "Drawing", "Hyphenation", "Imaging",
        "Layout", "Ledger", "Merge", "OpenSSL", "Signing", "SigningTestSupport", "Storage",
        "TestSupport",
        "Verification",
      ], exclude: ["Goldens"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: ["OpenSSL", "Signing", "SigningTestSupport", "TestSupport", "flett"],
      swiftSettings: strict),
    .testTarget(
      name: "OpenSSLTests", dependencies: ["OpenSSL", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "PDFReadingTests", dependencies: ["Bytes", "Deflate", "PDFReading"],
      swiftSettings: strict),
    .testTarget(
      name: "PDFWritingTests", dependencies: ["Deflate", "PDFReading", "PDFWriting"],
      swiftSettings: strict),
    .testTarget(
      name: "SigningTests",
      dependencies: [
        "Diagnostics", "OpenSSL", "Signing", "SigningTestSupport", "TestSupport", notation,
      ], swiftSettings: strict),
    .testTarget(
      name: "PreviewTests",
      dependencies: [
        "Batch", "Composition", "Diagnostics", "DisplayList", "Preview", "Records",
        "SigningTestSupport", "TestSupport", sockets,
      ], swiftSettings: strict),

    // What libFuzzer and the tests do with bytes from anywhere.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Archive", "ArchivalPDF", "Diagnostics", "DisplayList", "Document", "Hyphenation",
        "Imaging", "Layout",
        "Ledger", "Merge", "OpenSSL", "Records", "Signing",
      ], path: "Fuzz/Targets", swiftSettings: strict),
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "FuzzTargets", "Ledger", "OpenSSL", "Signing", "SigningTestSupport", "TestSupport",
        notation,
      ], swiftSettings: strict),
  ] + fuzzers,
  swiftLanguageModes: [.v6]
)
