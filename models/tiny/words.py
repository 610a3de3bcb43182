"""The stand-in's tokenizer: bytes, and as single tokens the pieces that its prompts and programs are made of.

A grid is one token a cell (the first of a row holds the line break), a grid's heading three, a line of program or
instruction one, cut only where a colour stands in it. So a prompt has little more tokens than its grids have cells, and
an answer some 10 to 40. Any other text falls into bytes: nothing is without tokens, and decoding gives the text back
(in Unicode's composed form, as with every Qwen2 tokenizer).

It is Qwen2's own tokenizer class with bytes for a vocabulary, the pieces being added tokens: transformers 5 loads this
class for a Qwen2 checkpoint whatever its tokenizer.json says of pre-tokenizers, and keeps of that file just vocabulary,
merges and added tokens.
"""
import re
from collections import Counter
from collections.abc import Iterable

SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
END = "<|im_end|>"
CHAT_TEMPLATE = ("{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n"
                 "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}")

_PIECES = re.compile("|".join((
    r"(?:\]\]\n\n)?## [^\n(]*\(grid shape:", r" \d+ by(?= \d)", r" \d+\)\n\[\[",  # a heading, its rows, its columns
    r"\]\n \[\d", r"(?<=\[)\d(?=[ \]])", r"(?<=\d) \d(?=[ \]])", r"\]\]\n*",       # a row's first cell, others, the end
    r"(?<=[,=]) \d(?=[,)\]])",                                                    # a colour in a program
    r"[^\n]*?[,=](?= \d[,)\]])", r"[^\n]*\n+", r"[^\n]+")))                       # a line up to one, a line, the rest
_SIDES = range(1, 31)
_ALWAYS = ([f" {d}" for d in range(10)] + [f"]\n [{d}" for d in range(10)] + [f" {n} by" for n in _SIDES]
           + [f" {n})\n[[" for n in _SIDES])


def tokenizer_of(texts: Iterable[str], vocabulary: int):
    """A transformers tokenizer of at most `vocabulary` tokens, whose single tokens are the commonest pieces of these
    texts. They come without special tokens: message by message, as a chat template finds them.

    Cells, colours and the sides of grids (1 to 30) are single tokens whether the texts show them or not. Raises
    ValueError when there is no room for those.
    """
    from tokenizers import AddedToken, pre_tokenizers
    from transformers import Qwen2Tokenizer
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_PIECES.findall(text))
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    room = vocabulary - len(alphabet) - len(SPECIAL)
    if room < len(_ALWAYS):
        raise ValueError(f"a vocabulary of {vocabulary} tokens: {vocabulary + len(_ALWAYS) - room} are needed at least")
    common = [piece for piece, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
              if count > 1 and len(piece) > 1]
    pieces = list(dict.fromkeys([*_ALWAYS, *common]))[:room]
    tokenizer = Qwen2Tokenizer(
        vocab={symbol: k for k, symbol in enumerate(alphabet)}, merges=[], unk_token=None, eos_token=END,
        pad_token=SPECIAL[0], clean_up_tokenization_spaces=False, model_max_length=1 << 20)
    tokenizer.add_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIAL], special_tokens=True)
    tokenizer.add_tokens([AddedToken(piece, normalized=False) for piece in pieces])
    tokenizer.chat_template = CHAT_TEMPLATE
    return tokenizer
