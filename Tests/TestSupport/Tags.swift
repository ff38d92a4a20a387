public import Testing

extension Tag {
    /// Takes more than a few seconds.
    @Tag public static var slow: Self
}
