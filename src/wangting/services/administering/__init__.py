"""What a hall's administrator does in their own hall and in no other (DESIGN 1); every act leaves a deed."""
