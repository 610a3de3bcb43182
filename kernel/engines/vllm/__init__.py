"""The vLLM engine: a language model writes programs, on servers of ours or of others, through the OpenAI API."""
