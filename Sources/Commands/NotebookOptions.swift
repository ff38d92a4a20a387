import ArgumentParser

/// What all commands on a notebook take: the notebook with its parameters, and the folders and threads of a run.
///
/// A command that needs less of it takes the same, so that one command line serves for all of them.
struct NotebookOptions: ParsableArguments {
    @OptionGroup var notebook: NotebookArguments
    @OptionGroup var folders: FolderOptions
}
