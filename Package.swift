// swift-tools-version: 6.2

import PackageDescription

/// The styles and scripts of figures, which lie beside what they are for.
let figureResources: [Resource] = [
    "ConfusionMatrix/matrix.css", "DrawingPad/drawing.js", "DrawingPad/fitting.js", "DrawingPad/framing.js",
    "DrawingPad/network.js", "DrawingPad/pads.css", "DrawingPad/pads.js", "DrawingPad/picturePads.css",
    "DrawingPad/picturePads.js",
    "HeatMapGrid/heat.css", "ImageGrid/filtering.js", "ImageGrid/images.css", "LineChart/charts.css",
    "LineChart/legends.css", "LineChart/values.js", "NetworkDiagram/network.css",
    "PredictionSheet/predictions.css", "Table/explanations.css",
].map { .embedInCode("Figures/\($0)") }

let package = Package(
    name: "stepbook",
    products: [
        .executable(name: "stepbook", targets: ["stepbook"]),
        .library(name: "Commands", targets: ["Commands"]),
        .library(name: "Figures", targets: ["Figures"]),
        .library(name: "Workflow", targets: ["Workflow"]),
        .library(name: "Steps", targets: ["Steps"]),
        .library(name: "Reporting", targets: ["Reporting"]),
        .library(name: "NeuralNet", targets: ["NeuralNet"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    ],
    targets: [
        // Layer 0: source text with located messages, vector loops in C, and the system libraries.
        .target(name: "Diagnostics"),
        .target(name: "CKernels"),
        .systemLibrary(name: "CCommonMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
        .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(
            name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),

        // Layer 1: the document, what can be shown, pictures, the networks, and the server. None knows of
        // another.
        .target(
            name: "Notebooks",
            dependencies: ["Diagnostics", "CCommonMark", .product(name: "Yams", package: "Yams")]
        ),
        .target(name: "Figures"),
        .target(name: "Images", dependencies: ["CPNG", "CTurboJPEG"]),
        .target(name: "NeuralNet", dependencies: ["COneDNN", "CKernels"]),
        .target(
            name: "Serving",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),

        // Layer 2: plan, run, cache.
        .target(
            name: "Workflow",
            dependencies: [
                "Diagnostics", "Notebooks", "Figures", .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),

        // Layer 3: the steps, and the page. Neither knows of the other.
        .target(
            name: "Steps",
            dependencies: ["Diagnostics", "Workflow", "Figures", "Images", "NeuralNet", "CZlib"]),
        .target(
            name: "Reporting",
            dependencies: [
                "Diagnostics", "Notebooks", "Workflow", "Figures", "Images",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            // The page's styles and scripts, each as the bytes of a constant of `PackageResources`.
            resources: [.embedInCode("Resources")] + figureResources
        ),

        // Layer 4: the only place that prints, exits and reads arguments. A library, so that a program with steps of its
        // own has the same commands; `stepbook` is the one with none.
        .target(
            name: "Commands",
            dependencies: [
                "Diagnostics", "Notebooks", "Images", "NeuralNet", "Workflow", "Steps", "Reporting",
                "Serving",
                "Figures", .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        .executableTarget(name: "stepbook", dependencies: ["Commands"]),

        .target(
            name: "TestSupport", dependencies: ["Diagnostics", "Notebooks", "Figures", "Workflow", "CZlib"],
            path: "Tests/TestSupport"
        ),
        // A program that the tests of the command line run beside `stepbook`.
        .executableTarget(
            name: "VersionedStep", dependencies: ["Commands", "Steps", "Workflow"],
            path: "Tests/VersionedStep"
        ),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"]),
        .testTarget(
            name: "NotebooksTests", dependencies: ["Notebooks", "Diagnostics", "TestSupport"]
        ),
        .testTarget(name: "FiguresTests", dependencies: ["Figures"]),
        .testTarget(name: "ImagesTests", dependencies: ["Images", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(
            name: "WorkflowTests",
            dependencies: ["Workflow", "Notebooks", "Diagnostics", "Figures", "TestSupport"],
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "NeuralNetTests", dependencies: ["NeuralNet", "CKernels", "TestSupport"],
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "StepsTests",
            dependencies: [
                "Steps", "Workflow", "Notebooks", "NeuralNet", "Images", "Figures", "Diagnostics",
                "Reporting",
                "CZlib", "TestSupport",
            ],
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "ReportingTests",
            dependencies: [
                "Reporting", "Workflow", "Notebooks", "Figures", "Diagnostics", "CCommonMark", "Images",
                "TestSupport",
            ],
            exclude: ["Goldens"]
        ),
        .testTarget(name: "ServingTests", dependencies: ["Serving"]),
        .testTarget(name: "EndToEndTests", dependencies: ["TestSupport"]),
        .testTarget(
            name: "BrowserTests",
            dependencies: ["Diagnostics", "Reporting", "Workflow", "Figures", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

// What every target of ours is held to: `any` is written out, imports are internal unless said otherwise,
// and a member comes from a module that the file itself imports.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
}
