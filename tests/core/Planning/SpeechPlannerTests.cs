using Avatar.Core.Errors;
using Avatar.Core.Languages;
using Avatar.Core.Planning;
using Avatar.Core.Speech;
using CsCheck;

namespace Avatar.Core.Tests.Planning;

public class SpeechPlannerTests
{
    private static readonly SpeechPlanner Planner = new();

    [Theory]
    [InlineData("en", "It costs $3.50.", "It costs three dollars and fifty cents.")]
    [InlineData("en", "In 1999 and 2026, 3.5% of 1,234.", "In nineteen ninety nine and twenty twenty six, three point five percent of one thousand two hundred thirty four.")]
    [InlineData("en", "Dr. Smith ran 5 km on the 1st.", "Doctor Smith ran five kilometers on the first.")]
    [InlineData("en", "See example.com.", "See example dot com.")]
    [InlineData("en", "Meet at 3:30 pm, 2026-11-23.", "Meet at three thirty PM, November twenty third twenty twenty six.")]
    [InlineData("es", "Hay 200 personas y 21 libros.", "Hay doscientas personas y veintiún libros.")]
    [InlineData("es", "Cuesta 1.234,5 € y 1 km.", "Cuesta mil doscientos treinta y cuatro coma cinco euros y un kilómetro.")]
    [InlineData("es", "El Sr. López, 2.ª vez, 50%.", "El señor López, segunda vez, cincuenta por ciento.")]
    [InlineData("zh", "二〇二六年，2个苹果，50%。", "二〇二六年,两个苹果,百分之五十.")]
    [InlineData("zh", "2026年11月23日花了20元。", "二零二六年十一月二十三日花了二十元.")]
    [InlineData("zh", "我用 GitHub 写代码，iPhone 15。", "我用 GitHub 写代码,iPhone 十五.")]
    [InlineData("en", "I saw 5\u0663 cats.", "I saw five cats.")]
    [InlineData("en", "Call 555-123-4567.", "Call five five five one two three four five six seven.")]
    [InlineData("en", "Open 24/7, No. 5 Main St. near St. Mary's.", "Open twenty four seven, number five Main Street near Saint Mary's.")]
    [InlineData("en", "Version 2.0.1 took 1/2 cup, pages 10-20.", "Version two dot zero dot one took one half cup, pages ten to twenty.")]
    [InlineData("en", "-5 °C, 1,000,000 points, the 2nd at 15:45.", "minus five degrees Celsius, one million points, the second at fifteen forty five.")]
    [InlineData("en", "Mail me@example.org, i.e. A & B.", "Mail me at example dot org, that is A and B.")]
    [InlineData("en", "The U.S. paid €20 or £5.99 (15%).", "The US paid twenty euros or five pounds and ninety nine pence (fifteen percent).")]
    [InlineData("es", "Llama al 612 345 678.", "Llama al seis uno dos tres cuatro cinco seis siete ocho.")]
    [InlineData("es", "Hay 1 problema y 31 días.", "Hay un problema y treinta y un días.")]
    [InlineData("es", "Son las 3:30 del 23/11/2026.", "Son las tres y media del veintitrés de noviembre de dos mil veintiséis.")]
    [InlineData("es", "La Sra. López, de EE. UU., p. ej.", "La señora López, de Estados Unidos, por ejemplo")]
    [InlineData("es", "El meeting es a las 3.", "El meeting es a las tres.")]
    [InlineData("zh", "今天-5°C，电话13812345678。", "今天负五摄氏度,电话一三八一二三四五六七八.")]
    [InlineData("zh", "第3名，3.5公斤，¥100。", "第三名,三点五公斤,一百元.")]
    [InlineData("zh", "１２３，15:45开始。", "一百二十三,十五点四十五分开始.")]
    public void Numbers_and_symbols_are_said(string language, string text, string spoken) =>
        Assert.Equal(spoken, string.Join('|', Planner.Plan(text, LanguageCode.ParseOrAuto(language), 1).Segments.Select(x => x.SpokenText)));

    [Fact]
    public void A_segment_s_text_keeps_the_marks_that_open_it() =>
        Assert.Equal("¡Hola! ¿Qué tal?", Assert.Single(Planner.Plan("¡Hola! ¿Qué tal?", Language.Spanish, 1).Segments).Text);

    [Fact]
    public void Letters_typed_with_their_marks_apart_are_one() =>
        Assert.Equal("Cómo está el niño?", Assert.Single(Planner.Plan("¿Co\u0301mo esta\u0301 el nin\u0303o?", Language.Spanish, 1).Segments).SpokenText);

    [Theory]
    [InlineData("Hello, how are you today?", Language.English)]
    [InlineData("¿Dónde está la biblioteca?", Language.Spanish)]
    [InlineData("今天天气很好。", Language.Mandarin)]
    [InlineData("Nuestra empresa crece rápidamente", Language.Spanish)]
    public void The_language_is_detected(string text, Language language) =>
        Assert.Equal(language, Planner.Plan(text, null, 1).DominantLanguage);

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("🙂 …!")]
    [InlineData("Привет")]
    public void Text_without_words_is_refused(string text) =>
        Assert.Equal("text", Assert.Throws<InvalidInputException>(() => Planner.Plan(text, null, 1)).Field);

    [Theory]
    [InlineData("(")]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("好")]
    [InlineData("a.")]
    [InlineData("1,")]
    [InlineData("word ")]
    public void Hostile_text_keeps_within_the_limits(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 20_000 / unit.Length - 8)) + " end";
        var plan = Planner.Plan(text, null, 1);
        Assert.All(plan.Segments, x =>
        {
            Assert.InRange(x.SpokenText.Length, 1, 400);
            Assert.Contains(x.Pieces, piece => piece.Kind == SpokenPieceKind.Word && piece.Text.Length <= 380);
            Assert.All(x.Pieces, piece => Assert.InRange(piece.Source.End, 0, x.Text.Length));
        });
    }

    [Fact]
    public void Every_speakable_character_is_said_once_in_order()
    {
        string[] atoms = ["word", "perro", "Dr.", "3.5%", "1,234", "$3.50", "10-20", "2.ª", "3:30 pm", "+1 555 123 4567", "a@b.com",
            "example.com/x1", "好的", "2个", "2026年", "1/2", "-5 km", "it's", "…", ".", ", ", "\n", "! ", "(", "e.g.", "U.S.", " ", "¿", "＋５", "123456789012345678901"];
        Gen.Int[0, atoms.Length - 1].Array[0, 60].Select(picks => string.Concat(picks.Select(pick => atoms[pick])) + " end").Sample(text =>
        {
            foreach (var language in new Language?[] { null, Language.English, Language.Spanish, Language.Mandarin })
            {
                var said = new System.Text.StringBuilder();
                foreach (var segment in Planner.Plan(text, language, 0.5).Segments)
                {
                    var last = 0;
                    foreach (var piece in segment.Pieces)
                    {
                        Assert.True(piece.Source.Start >= last && piece.Text.Length > 0);
                        last = piece.Source.End;
                        said.Append(segment.Text, piece.Source.Start, piece.Source.Length);
                    }
                }

                Assert.Equal(Speakable(text), Speakable(said.ToString()));
            }
        }, iter: 300);

        static string Speakable(string text) => string.Concat(text.Where(Script.IsSpeakable));
    }

    [Theory]
    [InlineData("Dr. Smith met J. R. Lee. They left. \"Why?\" Nobody knows.", 4)]
    [InlineData("It is 3.5 m, see www.a.com/b.html now. Yes", 2)]
    [InlineData("你好。你好吗？好；走", 4)]
    [InlineData("El Sr. Paz vive en EE. UU. desde ayer. Bien", 2)]
    [InlineData("One\nTwo\n\nThree", 3)]
    [InlineData("Wait... what? Yes.", 2)]
    public void Sentences_end_where_they_should(string text, int count) => Assert.Equal(count, SentenceSplitter.Split(text).Count);
}
