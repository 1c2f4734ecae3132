using Avatar.Core.Languages;

namespace Avatar.Runtime.Benchmarks;

/// <summary>What voices say when they are measured: sentences that no search for a voice says.</summary>
internal static class VoiceSentences
{
    /// <summary>Six sentences in a language.</summary>
    public static IReadOnlyList<string> In(Language language) => language switch
    {
        Language.Spanish =>
        [
            "La biblioteca del barrio cerrará este verano para cambiar el techo y las ventanas.",
            "Si sales temprano, todavía puedes encontrar un asiento libre en el autobús.",
            "Los vecinos organizaron una cena en la plaza y cada familia llevó un plato.",
            "El agua estaba tan fría que nadie quiso nadar más de cinco minutos.",
            "Ayer hablé con la directora y me explicó cómo funciona el nuevo horario.",
            "Después de la tormenta, el cielo quedó limpio y se veían todas las estrellas.",
        ],
        Language.Mandarin =>
        [
            "学校旁边的图书馆今年夏天要换新的屋顶和窗户。",
            "如果你早一点出门，公共汽车上应该还有空座位。",
            "邻居们在广场上一起吃饭，每家都带来了一个菜。",
            "河里的水太冷了，大家游了五分钟就上岸了。",
            "昨天我和经理谈了很久，他介绍了新的工作时间。",
            "暴风雨过后，天空很干净，能看见许多星星。",
        ],
        _ =>
        [
            "The library in our street will close this summer to get a new roof and better windows.",
            "If you leave early enough, you can still find a free seat on the morning bus.",
            "The neighbours cooked dinner in the square, and every family brought something to share.",
            "The water was so cold that nobody wanted to swim for more than five minutes.",
            "Yesterday I talked to the manager, and she explained how the new timetable works.",
            "After the storm the sky was clear again, and we could see thousands of stars.",
        ],
    };
}
