/// The question that stands beside a mistake where it is known what was most likely meant: `did you mean 'epochs'?`.
///
/// - Parameter name: a name, or what else is to be written as it stands.
public func didYouMean(_ name: String) -> String { "did you mean '\(name)'?" }

/// The question for a text, in the quotation marks that it has in a notebook: `did you mean "digits.png"?`.
///
/// - Parameter text: the text without its quotation marks.
public func didYouMean(text: String) -> String { "did you mean \"\(text)\"?" }
