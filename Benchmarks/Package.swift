// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "stepbook-benchmarks",
    dependencies: [
        .package(name: "stepbook", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: [
        .target(name: "CPeak"),
        .executableTarget(
            name: "stepbook-benchmarks",
            dependencies: [
                "CPeak",
                .product(name: "NeuralNet", package: "stepbook"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
