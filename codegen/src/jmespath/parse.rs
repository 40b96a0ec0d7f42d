//! Parses expressions by operator precedence.
//!
//! The binding powers of operators, and the tokens that end a projection, are those of JMESPath's reference
//! implementations: `a[*].b.c` applies all of `b.c` to each element, and `a[*].b | c` applies `c` to the list.

use super::tokens::{Token, tokens};
use super::{Error, Expression, FUNCTIONS, MAX_DEPTH, MAX_LENGTH};

const PIPE: u8 = 1;
const OR: u8 = 2;
const AND: u8 = 3;
const COMPARATOR: u8 = 5;
const FLATTEN: u8 = 9;
/// Operators that bind less strongly end a projection.
const PROJECTION_STOP: u8 = 10;
const STAR: u8 = 20;
const FILTER: u8 = 21;
const DOT: u8 = 40;
const NOT: u8 = 45;
const BRACKET: u8 = 55;

/// Parses an expression.
///
/// # Errors
///
/// Returns the first syntax error.
pub fn parse(text: &str) -> Result<Expression, Error> {
    if text.len() > MAX_LENGTH {
        return Err(Error::TooLarge);
    }
    let mut parser = Parser { tokens: tokens(text)?, next: 0, depth: 0 };
    let expression = parser.expression(0)?;
    parser.expect(&Token::End, "an operator or the end")?;
    if depth(&expression) > MAX_DEPTH { Err(Error::TooLarge) } else { Ok(expression) }
}

fn depth(expression: &Expression) -> usize {
    1 + expression.parts().into_iter().map(depth).max().unwrap_or_default()
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    next: usize,
    depth: usize,
}

impl Parser {
    /// Parses an expression whose operators bind more strongly than `power`.
    fn expression(&mut self, power: u8) -> Result<Expression, Error> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Error::TooLarge);
        }
        let mut left = self.prefix()?;
        while power < strength(self.peek()) {
            left = self.infix(left)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    /// Parses the first part of an expression.
    fn prefix(&mut self) -> Result<Expression, Error> {
        let (at, token) = self.advance();
        match token {
            Token::Literal(literal) => Ok(Expression::Literal(literal)),
            Token::Current => Ok(Expression::Current),
            Token::Name { text, quoted: false } if *self.peek() == Token::LeftParenthesis => self.call(&text, at),
            Token::Name { text, .. } => Ok(Expression::Field(text)),
            Token::Star => self.values(Expression::Current),
            Token::Filter => self.filter(Expression::Current),
            Token::Flatten => self.flatten(Expression::Current),
            Token::Not => Ok(Expression::Not(Box::new(self.expression(NOT)?))),
            Token::LeftBrace => self.object(),
            Token::LeftParenthesis => {
                let inner = self.expression(0)?;
                self.expect(&Token::RightParenthesis, "`)`")?;
                Ok(inner)
            }
            Token::LeftBracket => match (self.peek(), self.peek_second()) {
                (Token::Number(_) | Token::Colon, _) | (Token::Star, Token::RightBracket) => {
                    self.bracket(Expression::Current)
                }
                _ => self.list(),
            },
            Token::Reference => Err(Error::Unsupported { at, what: "a reference to an expression".to_owned() }),
            _ => Err(Error::Syntax { at, expected: "an expression" }),
        }
    }

    /// Parses the parts that follow an expression: sub-expressions, indexes, operators.
    fn infix(&mut self, left: Expression) -> Result<Expression, Error> {
        let (at, token) = self.advance();
        let left = Box::new(left);
        match token {
            Token::Dot if *self.peek() == Token::Star => {
                self.advance();
                self.values(*left)
            }
            Token::Dot => Ok(Expression::Sequence(left, Box::new(self.after_dot(DOT)?))),
            Token::Pipe => Ok(Expression::Sequence(left, Box::new(self.expression(PIPE)?))),
            Token::Or => Ok(Expression::Or(left, Box::new(self.expression(OR)?))),
            Token::And => Ok(Expression::And(left, Box::new(self.expression(AND)?))),
            Token::Comparator(comparator) => {
                Ok(Expression::Comparison(comparator, left, Box::new(self.expression(COMPARATOR)?)))
            }
            Token::Flatten => self.flatten(*left),
            Token::Filter => self.filter(*left),
            Token::LeftBracket => self.bracket(*left),
            _ => Err(Error::Syntax { at, expected: "an operator or the end" }),
        }
    }

    /// Parses the right side of a sub-expression, after its dot.
    fn after_dot(&mut self, power: u8) -> Result<Expression, Error> {
        match self.peek() {
            Token::Name { .. } | Token::Star => self.expression(power),
            Token::LeftBracket => {
                self.advance();
                self.list()
            }
            Token::LeftBrace => {
                self.advance();
                self.object()
            }
            _ => Err(Error::Syntax { at: self.at(), expected: "a name, `*`, `[` or `{`" }),
        }
    }

    /// Parses the expression that is applied to each element of a projection.
    fn each(&mut self, power: u8) -> Result<Box<Expression>, Error> {
        let each = match self.peek() {
            token if strength(token) < PROJECTION_STOP => Expression::Current,
            Token::LeftBracket | Token::Filter => self.expression(power)?,
            Token::Dot => {
                self.advance();
                self.after_dot(power)?
            }
            _ => return Err(Error::Syntax { at: self.at(), expected: "an operator or the end" }),
        };
        Ok(Box::new(each))
    }

    fn values(&mut self, left: Expression) -> Result<Expression, Error> {
        let values = Box::new(Expression::Values(Box::new(left)));
        Ok(Expression::Projection(values, self.each(STAR)?))
    }

    fn flatten(&mut self, left: Expression) -> Result<Expression, Error> {
        let flat = Box::new(Expression::Flatten(Box::new(left)));
        Ok(Expression::Projection(flat, self.each(FLATTEN)?))
    }

    fn filter(&mut self, left: Expression) -> Result<Expression, Error> {
        let condition = self.expression(0)?;
        self.expect(&Token::RightBracket, "`]`")?;
        let filtered = Box::new(Expression::Filter(Box::new(left), Box::new(condition)));
        let each = if *self.peek() == Token::Flatten { Box::new(Expression::Current) } else { self.each(FILTER)? };
        Ok(Expression::Projection(filtered, each))
    }

    /// Parses an index or a wildcard in brackets, after the opening bracket.
    fn bracket(&mut self, left: Expression) -> Result<Expression, Error> {
        let (at, token) = self.advance();
        match token {
            Token::Number(index) if *self.peek() == Token::RightBracket => {
                self.advance();
                let index = Expression::Index(index);
                let is_first = left == Expression::Current;
                Ok(if is_first { index } else { Expression::Sequence(Box::new(left), Box::new(index)) })
            }
            Token::Number(start) => self.slice(left, Some(start)),
            // The parts of a slice are read after its first place.
            Token::Colon => {
                self.next -= 1;
                self.slice(left, None)
            }
            Token::Star => {
                self.expect(&Token::RightBracket, "`]`")?;
                Ok(Expression::Projection(Box::new(left), self.each(STAR)?))
            }
            _ => Err(Error::Syntax { at, expected: "an index or `*`" }),
        }
    }

    /// A slice, whose first place is read, if it has one. Its elements are a projection.
    fn slice(&mut self, left: Expression, start: Option<i32>) -> Result<Expression, Error> {
        self.expect(&Token::Colon, "`:` or `]`")?;
        let stop = self.number();
        let step_at = self.at();
        let step = if *self.peek() == Token::Colon {
            self.advance();
            self.number().unwrap_or(1)
        } else {
            1
        };
        if step == 0 {
            return Err(Error::Syntax { at: step_at, expected: "a step that is not 0" });
        }
        self.expect(&Token::RightBracket, "a number, `:` or `]`")?;
        let slice = Box::new(Expression::Slice(Box::new(left), start, stop, step));
        Ok(Expression::Projection(slice, self.each(STAR)?))
    }

    /// Takes the next token if it is a number.
    fn number(&mut self) -> Option<i32> {
        let Token::Number(number) = *self.peek() else { return None };
        self.advance();
        Some(number)
    }

    /// A list of expressions whose bracket is read.
    fn list(&mut self) -> Result<Expression, Error> {
        Ok(Expression::List(self.separated(&Token::RightBracket, "`,` or `]`", |parser| parser.expression(0))?))
    }

    /// Parses a multi-select hash, after the opening brace.
    fn object(&mut self) -> Result<Expression, Error> {
        let entries = self.separated(&Token::RightBrace, "`,` or `}`", |parser| {
            let (at, token) = parser.advance();
            let Token::Name { text, .. } = token else { return Err(Error::Syntax { at, expected: "a name" }) };
            parser.expect(&Token::Colon, "`:`")?;
            Ok((text, parser.expression(0)?))
        })?;
        Ok(Expression::Object(entries))
    }

    fn call(&mut self, name: &str, at: usize) -> Result<Expression, Error> {
        let Some((name, function, count)) = FUNCTIONS.into_iter().find(|(known, ..)| *known == name) else {
            return Err(Error::Unsupported { at, what: format!("the function `{name}`") });
        };
        self.advance();
        let arguments = if *self.peek() == Token::RightParenthesis {
            self.advance();
            Vec::new()
        } else {
            self.separated(&Token::RightParenthesis, "`,` or `)`", |parser| parser.expression(0))?
        };
        let found = arguments.len();
        let is_right = count.map_or(found > 0, |count| found == count);
        if is_right { Ok(Expression::Call(function, arguments)) } else { Err(Error::Arguments { at, name, found }) }
    }

    /// Parses one or more items separated by commas, up to `end`.
    fn separated<T>(
        &mut self,
        end: &Token,
        expected: &'static str,
        mut read: impl FnMut(&mut Self) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let mut parts = vec![read(self)?];
        loop {
            match self.advance() {
                (_, Token::Comma) => parts.push(read(self)?),
                (_, token) if token == *end => return Ok(parts),
                (at, _) => return Err(Error::Syntax { at, expected }),
            }
        }
    }

    fn expect(&mut self, token: &Token, expected: &'static str) -> Result<(), Error> {
        match self.advance() {
            (_, found) if found == *token => Ok(()),
            (at, _) => Err(Error::Syntax { at, expected }),
        }
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).map_or(0, |(at, _)| *at)
    }

    fn peek(&self) -> &Token {
        self.tokens.get(self.next).map_or(&Token::End, |(_, token)| token)
    }

    fn peek_second(&self) -> &Token {
        self.tokens.get(self.next + 1).map_or(&Token::End, |(_, token)| token)
    }

    /// Returns the next token, and advances; after the last token, it is the end again.
    fn advance(&mut self) -> (usize, Token) {
        let token = (self.at(), self.peek().clone());
        self.next = (self.next + 1).min(self.tokens.len() - 1);
        token
    }
}

/// Returns how strongly a token binds the expression before it; 0 if it ends the expression.
fn strength(token: &Token) -> u8 {
    match token {
        Token::Pipe => PIPE,
        Token::Or => OR,
        Token::And => AND,
        Token::Comparator(_) => COMPARATOR,
        Token::Flatten => FLATTEN,
        Token::Star => STAR,
        Token::Filter => FILTER,
        Token::Dot => DOT,
        Token::LeftBracket => BRACKET,
        _ => 0,
    }
}
