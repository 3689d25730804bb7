"""Maps the pipeline over documents: in this process or in several."""
