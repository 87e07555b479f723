"""The proof, by the real uv: is each input watched, and is uv quiet when nothing changes?"""
