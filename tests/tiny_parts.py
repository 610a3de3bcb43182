"""The part of test_tiny.py that runs where torch is: makes a miniature stand-in twice, then encodes and decodes.

`python -m tests.tiny_parts FOLDER` writes one JSON line with what it made, then answers each JSON line on its input: a
list of chat messages with their chat as the template writes it, a text with {"tokens": [...], "text": decoded}.
"""
import hashlib
import json
import sys
from pathlib import Path

from models.tiny import Shape, config_of, make


def main(folder: Path) -> None:
    import torch
    from transformers import AutoTokenizer, Qwen2ForCausalLM

    from models.tiny.examples import draw_many
    from models.tiny.training import Recipe, answer_loss, encoded
    torch.set_num_threads(2)
    shape = Shape(layers=2, hidden=64, intermediate=96, heads=2, kv_heads=1, head_size=32)
    recipe = Recipe(examples=600, processes=1, read=400, batch_tokens=2000)
    for name in ("once", "again"):
        make(folder / name, seed=3, budget_s=60, say=lambda text: None, shape=shape, recipe=recipe)
    tokenizer = AutoTokenizer.from_pretrained(folder / "once")
    unseen = encoded(tokenizer, draw_many(60, seed=4), recipe)
    untrained = Qwen2ForCausalLM(config_of(shape, tokenizer))
    trained = Qwen2ForCausalLM.from_pretrained(folder / "once", dtype=torch.float32)
    print(json.dumps({
        "losses": [answer_loss(model, unseen, recipe) for model in (untrained, trained)],
        "digests": [hashlib.sha256((folder / name / "model.safetensors").read_bytes()).hexdigest()
                    for name in ("once", "again")],
        "shape": {**vars(shape), "architecture": "Qwen2ForCausalLM"}, "end": tokenizer.eos_token_id}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        if isinstance(asked, list):
            answer = tokenizer.apply_chat_template(asked, tokenize=False, add_generation_prompt=True)
        else:
            tokens = tokenizer(asked)["input_ids"]
            answer = {"tokens": tokens, "text": tokenizer.decode(tokens)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
