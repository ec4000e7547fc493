/** Shells that a script can be printed for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;
/** One of {@link SHELLS}. */
export type Shell = (typeof SHELLS)[number];

/** What `fmctl __complete` prints when the shell completes names of files itself. */
export const FILES = ":files";

const BASH = `# bash completion of fmctl
_fmctl() {
  local line current="\${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ "$line" == "${FILES}" ]]; then
      compopt -o default 2>/dev/null
      return
    fi
    line="\${line%%$'\\t'*}"
    [[ "$line" == "$current"* ]] && COMPREPLY+=("$line")
  done < <("\${COMP_WORDS[0]}" __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _fmctl fmctl
`;

const ZSH = `#compdef fmctl
_fmctl() {
  local -a lines
  local line
  for line in "\${(@f)$("\${words[1]}" __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    if [[ "$line" == "${FILES}" ]]; then
      _files
      return
    fi
    [[ -n "$line" ]] && lines+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  _describe fmctl lines
}
if [[ "$funcstack[1]" == "_fmctl" ]]; then
  _fmctl "$@"
else
  compdef _fmctl fmctl
fi
`;

const FISH = `# fish completion of fmctl
function __fmctl_complete
    set -l words (commandline -opc)
    set -l program $words[1]
    set -e words[1]
    for line in ($program __complete -- $words (commandline -ct) 2>/dev/null)
        if test "$line" = "${FILES}"
            __fish_complete_path (commandline -ct)
        else
            echo $line
        end
    end
end
complete -c fmctl -f -a "(__fmctl_complete)"
`;

/** What a shell has to read. */
export const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH };
