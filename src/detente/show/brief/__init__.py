"""The brief: what a dossier holds, as one self-contained page or as Markdown."""
