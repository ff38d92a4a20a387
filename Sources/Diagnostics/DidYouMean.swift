/// The question shown beside a mistake when the intended name is likely known: `did you mean 'epochs'?`.
///
/// - Parameter name: a name, or other text to be written literally.
public func didYouMean(_ name: String) -> String { "did you mean '\(name)'?" }

/// The question for a string, in the quotation marks that it has in a notebook: `did you mean "digits.png"?`.
///
/// - Parameter text: the text without its quotation marks.
public func didYouMean(text: String) -> String { "did you mean \"\(text)\"?" }
