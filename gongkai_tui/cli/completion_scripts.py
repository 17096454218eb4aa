"""What `gongkai completion` prints: each script asks the program itself (`cli.completion`)."""

from __future__ import annotations

_BASH = r"""_gongkai() {
    local line="${COMP_LINE:0:COMP_POINT}" word reply prefix
    word="${line##*[[:space:]]}"
    # bash takes : and = for ends of words, and replaces only what follows the last of them.
    prefix="${word%"${word##*[:=]}"}"
    COMPREPLY=()
    while IFS=$'\t' read -r reply _; do
        COMPREPLY+=("${reply#"$prefix"}")
    done < <(_GONGKAI_COMPLETE=bash _GONGKAI_LINE="$line" "$1" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:=/] ]]; then
        compopt -o nospace
    fi
}
complete -o default -F _gongkai gongkai
"""

_ZSH = r"""#compdef gongkai
_gongkai() {
    local -a values shown
    local value meaning
    while IFS=$'\t' read -r value meaning; do
        values+=("$value")
        shown+=("$value${meaning:+  $meaning}")
    done < <(_GONGKAI_COMPLETE=zsh _GONGKAI_LINE="${(j: :)words[1,CURRENT-1]} $PREFIX" gongkai 2>/dev/null)
    if (( ${#values} )); then
        compadd -U -l -d shown -a values
    else
        _files
    fi
}
compdef _gongkai gongkai
"""

_FISH = r"""function __gongkai_complete
    set -l found (_GONGKAI_COMPLETE=fish _GONGKAI_LINE=(commandline -cp | string collect) gongkai 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c gongkai -f -a '(__gongkai_complete)'
"""

SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
"""Shell → script."""
