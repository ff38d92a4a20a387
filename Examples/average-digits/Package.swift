// swift-tools-version: 6.1

import PackageDescription

let package = Package(
    name: "average-digits",
    dependencies: [
        // Outside of this repository: .package(url: "https://…/stepbook", from: "…")
        .package(name: "stepbook", path: "../..")
    ],
    targets: [
        .executableTarget(
            name: "average-digits",
            dependencies: [
                .product(name: "Commands", package: "stepbook"),
                .product(name: "Figures", package: "stepbook"),
                .product(name: "Steps", package: "stepbook"),
                .product(name: "Workflow", package: "stepbook"),
            ]
        )
    ],
    swiftLanguageModes: [.v6]
)
