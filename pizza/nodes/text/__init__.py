"""What is written on the page: words, labels, paragraphs, programs, formulas."""
