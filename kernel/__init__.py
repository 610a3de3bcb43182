"""Everything that runs inside the 12 hours: tasks in, two attempts per test input out."""
