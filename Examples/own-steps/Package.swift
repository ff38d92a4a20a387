// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "own-steps",
    dependencies: [
        // Outside of this repository: .package(url: "https://…/stepbook", from: "…")
        .package(name: "stepbook", path: "../..")
    ],
    targets: [
        .executableTarget(
            name: "own-steps",
            dependencies: [
                .product(name: "Commands", package: "stepbook"),
                .product(name: "Figures", package: "stepbook"),
                .product(name: "NeuralNet", package: "stepbook"),
                .product(name: "Reporting", package: "stepbook"),
                .product(name: "Steps", package: "stepbook"),
                .product(name: "Workflow", package: "stepbook"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
