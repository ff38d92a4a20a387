import ArgumentParser

/// The options of all commands on a notebook: the notebook with its parameters, and the folders and threads of a run.
///
/// Commands that need fewer of them accept all, so that one command line serves for all of them.
struct NotebookOptions: ParsableArguments {
    @OptionGroup var notebook: NotebookArguments
    @OptionGroup var folders: FolderOptions
}
